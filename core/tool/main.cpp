// escale-tool: the headless client. ./dev tool builds and runs it.
#include <cstdlib>
#include <string>
#include <vector>

#include "tool/commands.h"

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  const char* environment = std::getenv("LANG");
  std::string language = environment ? environment : "fr";
  const auto arguments = tool::read_arguments(words);
  if (!arguments) {
    const tool::Speech speech(language);
    speech.say(arguments.error());
    speech.say({"tool.see-help", {}});
    return 2;
  }
  return tool::run(*arguments, tool::Speech(arguments->option("--lang", language)));
}
