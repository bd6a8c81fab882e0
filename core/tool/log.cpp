#include "tool/log.h"

#include <cstdio>
#include <cstdlib>

#include "formats/zip.h"
#include "session/replay.h"
#include "tool/commands.h"
#include "tool/files.h"

namespace tool {
namespace {

using Lines = std::vector<std::string>;

base::Result<Lines> log_of(Dossier& dossier) {
  base::Result<Lines> lines = Lines();
  dossier.session().log([&](base::Result<Lines> held) { lines = std::move(held); });
  return lines;
}

// Of a dossier or of a bundle.
base::Result<Lines> log_of(const std::string& path) {
  const auto bytes = read_bytes(path);
  if (!bytes) return base::Error{bytes.error()};
  if (formats::looks_like_zip(*bytes)) return session::lines_of_bundle(*bytes);
  const auto dossier = Dossier::open(path, false);
  if (!dossier) return base::Error{dossier.error()};
  return log_of(**dossier);
}

// A line of the log as one of the output: its place, then what it is, as it was written.
void print_lines(const Lines& lines, std::size_t first, const char* mark) {
  for (std::size_t i = 0; i < lines.size(); ++i) std::printf("%s%zu\t%s\n", mark, first + i, lines[i].c_str());
}

int print_divergence(const Speech& speech, const Lines& here, const Lines& there) {
  const session::Divergence found = session::compare(here, there);
  print_lines(found.only_here, 1, "< ");
  print_lines(found.only_there, 1, "> ");
  for (const base::Id record : found.records) std::printf("! %s\n", base::to_hex(record).c_str());
  speech.say({"tool.log-apart",
              {{"here", std::to_string(found.only_here.size())},
               {"there", std::to_string(found.only_there.size())},
               {"records", std::to_string(found.records.size())}}});
  return found.digest_here == found.digest_there ? kDone : kFailed;
}

}  // namespace

int show_log(const Arguments& arguments, const Speech& speech, Dossier& dossier) {
  auto lines = log_of(dossier);
  if (!lines) {
    speech.say(lines.error());
    return kFailed;
  }
  if (arguments.operands.size() > 1) {
    const auto other = log_of(arguments.operands[1]);
    if (other) return print_divergence(speech, *lines, *other);
    speech.say(other.error());
    return kFailed;
  }
  const std::size_t total = lines->size();
  std::size_t at = total;
  if (arguments.has("--at")) {
    const std::string text = arguments.option("--at");
    char* end = nullptr;
    at = std::strtoul(text.c_str(), &end, 10);
    if (text.empty() || *end != 0 || at > total) {
      speech.say({"tool.log-at", {{"value", text}, {"n", std::to_string(total)}}});
      return kMisuse;
    }
  }
  lines->resize(at);
  print_lines(*lines, 1, "");
  session::Replay replay(std::move(*lines));
  speech.say({"tool.log-after",
              {{"n", std::to_string(at)}, {"total", std::to_string(total)}, {"digest", replay.after(at).digest()}}});
  return kDone;
}

}  // namespace tool
