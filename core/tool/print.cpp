#include "tool/print.h"

#include <cstdio>

#include "print/documents.h"
#include "tool/commands.h"
#include "tool/files.h"

namespace tool {

int print_document(const Arguments& arguments, const Speech& speech, Dossier& dossier) {
  const std::string asked = arguments.option("--document", "recueil");
  const print::Document* document = print::find_document(asked);
  if (!document) {
    speech.say({"tool.unknown-document", {{"document", asked}, {"documents", print::document_keys()}}});
    return kMisuse;
  }
  const std::string wanted = arguments.option("--board");
  const records::State& state = dossier.state();
  std::vector<base::Id> found;
  for (const base::Id board : workshop::boards(state))
    if (wanted.empty() || wanted == base::to_hex(board) || wanted == state.text(board, "title")) found.push_back(board);
  if (found.empty()) {
    speech.say({"tool.no-board", {{"board", wanted}}});
    return kFailed;
  }
  if (found.size() > 1) {
    for (const base::Id board : found)
      std::fprintf(stderr, "%s\t%s\n", base::to_hex(board).c_str(), std::string(state.text(board, "title")).c_str());
    speech.say({"tool.which-board", {}});
    return kMisuse;
  }
  const print::Speech said{
      arguments.option("--lang", "fr"), [&](const base::Message& message) { return speech.words(message); },
      [](std::string_view iso) { return std::string(iso); },
      [&](std::string_view hash) {
        std::string bytes;
        dossier.session().object(oplog::blob_object(std::string(hash)), [&](base::Result<std::string> held) {
          if (held) bytes = std::move(*held);
        });
        return bytes;
      }};
  const std::string bytes =
      document->write(workshop::read_shared_board(state, found.front(), dossier.session().private_records()), said);
  const std::string path = arguments.option("--out");
  if (path.empty() || path == "-") {
    std::fwrite(bytes.data(), 1, bytes.size(), stdout);
    return kDone;
  }
  const base::Status written = write_bytes(path, bytes);
  if (written) return kDone;
  speech.say(written.error());
  return kFailed;
}

}  // namespace tool
