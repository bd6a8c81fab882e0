#include "tool/speech.h"

#include <cstdio>
#include <fstream>
#include <iterator>

namespace tool {

Speech::Speech(std::string_view language) {
  const std::string name = language.starts_with("en") ? "en" : "fr";
  std::ifstream file(std::string(ESCALE_CATALOGUES) + "/" + name + ".cat", std::ios::binary);
  bytes_.assign(std::istreambuf_iterator<char>(file), {});
  // Without its catalogue the tool still speaks, in keys and arguments.
  if (auto opened = base::Catalogue::open(std::as_bytes(std::span(bytes_)), name)) catalogue_ = *opened;
}

void Speech::say(const base::Message& message) const { std::fprintf(stderr, "%s\n", words(message).c_str()); }

}  // namespace tool
