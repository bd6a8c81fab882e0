// The application's part in photographs: taken up from files, decoded to be drawn, put into what is printed.
#include <algorithm>

#include "oplog/blob.h"
#include "print/documents.h"
#include "rooms/app.h"
#include "workshop/photo.h"

namespace rooms {
namespace {

constexpr int kAgainMs = 4100;  // a picture that is not here may come: by then ui/images.h asks again

}  // namespace

// On a board, a picture is of the card that is open, else of the wall.
bool App::photo_begin(std::size_t size) {
  if (size > workshop::kMostPhotoBytes) {
    toast(words_.tr("photo.too-large"), false);
    return false;
  }
  const base::Id card = photographed_card();
  photo_ = PhotoReading{here_.record, card ? card : here_.record, {}};
  return true;
}

// The card that is open and that others see too, none otherwise. A new one is kept first: its photograph names it.
base::Id App::photographed_card() {
  if (here_.screen != Screen::kBoard || !board_.open || session_->private_records().contains(board_.card)) return {};
  if (board_.card || board_.board.covered) return board_.card;
  if (board_.written.text.find_first_not_of(" \n\t") == std::string::npos)
    board_.written.text = words_.tr("photo.instead-of-words");
  KeepCard kept = written_card(board_, session_->state());
  kept.draft.id = base::random_id(random_);
  keep_card(kept);
  if (!session_->state().exists(kept.draft.id)) return {};
  board_.card = kept.draft.id;
  board_.initial = board_.written;
  return board_.card;
}

FileAnswer App::photo_chunk(std::string_view bytes) {
  photo_->bytes.append(bytes);
  if (photo_->bytes.size() <= workshop::kMostPhotoBytes) return kNextPiece;
  photo_.reset();  // larger than it said: the page stops reading, and no end is told
  toast(words_.tr("photo.too-large"), false);
  return kStopReading;
}

void App::photo_end(bool ok) {
  PhotoReading read = std::move(*photo_);
  photo_.reset();
  if (!ok || !workshop::is_jpeg(read.bytes)) return toast(words_.tr("photo.unreadable"), false);
  const auto kept = [this, board = read.board, on = read.on,
                     session = session_.get()](const base::Result<oplog::ObjectName>& blob) {
    if (session != session_.get()) return;  // the store came back from another tab meanwhile
    if (!blob) return toast(words_.tr(blob.error()), false);
    records::Draft draft = workshop::photo(on, blob->sha256);
    draft.id = base::random_id(random_);
    constexpr const char* kCommand = "photo.add";  // a command, not a key
    if (!session_->save_all({draft}, kCommand)) return;
    toast(words_.tr("outcome.photo-added"), true);
    // What it shows is asked for at once.
    if (here_.screen == Screen::kBoard && here_.record == board) open_photo(board_, session_->state(), draft.id);
  };
  session_->keep_blob(std::move(read.bytes), kept);
}

// What the last frame asked for is decoded; what none has drawn for long makes room.
void App::settle_images() {
  for (const std::uint64_t texture : ui_.images.take_spare()) host_.drop_texture(texture);
  for (const ui::Images::Key& key : ui_.images.take_wanted())
    session_->object(oplog::blob_object(key.name),
                     [this, key, session = session_.get()](base::Result<std::string> held) {
                       if (session == session_.get() && held)
                         return host_.decode(key.name, static_cast<int>(key.detail), *held);
                       ui_.images.put(key, {});
                       host_.wake_in(kAgainMs);
                     });
}

void App::image(std::string_view name, int longest, ui::Image image, bool failed) {
  // Without a texture although it could be decoded, the context is lost: all are asked for again once it is back.
  if (failed || image.texture) ui_.images.put({std::string(name), static_cast<ui::Detail>(longest)}, image);
  host_.wake();
}

struct App::TakingAway {
  base::Id board;
  const print::Document* document;
  std::vector<std::string> wanted;
  std::map<std::string, std::string, std::less<>> pictures;
};

void App::take_away(base::Id board, std::string_view key) {
  const print::Document* document = print::find_document(key);
  if (!document || !session_->state().exists(board)) return;
  const auto taking = std::make_shared<TakingAway>(TakingAway{board, document, {}, {}});
  for (const auto& [on, photos] :
       workshop::read_shared_board(session_->state(), board, session_->private_records()).photos)
    for (const workshop::Photo& photo : photos) taking->wanted.push_back(photo.picture);
  if (!document->pictures) taking->wanted.clear();
  read_next_picture(taking);
}

void App::read_next_picture(const std::shared_ptr<TakingAway>& taking) {
  if (!taking->wanted.empty()) {
    const std::string name = std::move(taking->wanted.back());
    taking->wanted.pop_back();
    session_->object(oplog::blob_object(name),
                     [this, taking, name, session = session_.get()](base::Result<std::string> held) {
                       if (session != session_.get()) return;
                       if (held) taking->pictures[name] = std::move(*held);
                       read_next_picture(taking);
                     });
    return;
  }
  if (!session_->state().exists(taking->board)) return;
  const print::Speech speech{words_.language(), [this](const base::Message& message) { return words_.tr(message); },
                             [this](std::string_view iso) { return words_.date(iso); },
                             [&](std::string_view hash) {
                               const auto found = taking->pictures.find(hash);
                               return found == taking->pictures.end() ? std::string() : found->second;
                             }};
  const print::Document& document = *taking->document;
  const workshop::Board board =
      workshop::read_shared_board(session_->state(), taking->board, session_->private_records());
  const std::string name = file_date() + "_" + std::string(document.stem);
  host_.download(name + std::string(document.extension), document.media_type, document.write(board, speech));
  toast(words_.tr(document.outcome), false);
}

}  // namespace rooms
