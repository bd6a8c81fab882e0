// The application's part in workshops: what can be prepared, and documents to be printed.
#include "print/recueil.h"
#include "rooms/app.h"

namespace rooms {

// In the current language; a board without brief or phases comes last.
void App::read_templates() {
  templates_.clear();
  auto read = workshop::read_templates(templates_json_, words_.language());
  if (read) templates_ = std::move(*read);
  workshop::Template blank{"blank", words_.tr("workshops.blank"), "", {}, {}};
  for (const char* zone : {"workshops.blank-ideas", "workshops.blank-kept", "workshops.blank-questions"})
    blank.zones.push_back({words_.tr(zone), ""});
  templates_.push_back(std::move(blank));
}

void App::prepare_board(std::size_t from) {
  if (from >= templates_.size()) return;
  std::vector<records::Draft> drafts = workshop::prepare(templates_[from], file_date(), random_);
  const base::Id id = drafts.front().id;
  if (!session_->save_all(std::move(drafts), "board.prepare")) return;  // a command, not a key
  go(Screen::kBoard, id);
  toast(words_.tr("outcome.board-prepared"), true);
}

void App::print_recueil(base::Id id) {
  if (!session_->state().exists(id)) return;
  const print::Speech speech{words_.language(), [this](const base::Message& message) { return words_.tr(message); },
                             [this](std::string_view iso) { return words_.date(iso); }};
  host_.download(file_date() + "_recueil.html", "text/html",
                 print::recueil(workshop::read_board(session_->state(), id, session_->actor()), speech));
  toast(words_.tr("outcome.recueil"), false);
}

}  // namespace rooms
