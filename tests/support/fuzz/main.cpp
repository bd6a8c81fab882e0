// Owns: the driver of every fuzzer. It mutates the files of a corpus, keeps each mutant that takes a branch not taken
// before, and goes on from those; the sanitizers judge. A program of tests/fuzz defines only the libFuzzer entry point.
//   fuzz-NAME [--seconds N] [--seed N] [--corpus DIR] [--crashes DIR]     fuzzes; the corpus is tests/fixtures/NAME
//   unless told fuzz-NAME FILE...                                                     runs those inputs once
// An input that crashes, leaks past the memory limit or takes longer than kSlowest is written to --crashes and its path
// is printed.
#include <sanitizer/common_interface_defs.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "support/fuzz/branch_trace.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
extern "C" const char* __asan_default_options();
extern "C" const char* __asan_default_options() {
  return "handle_abort=1:hard_rss_limit_mb=2048:detect_leaks=1:allocator_may_return_null=0";
}

namespace {

using Input = std::string;

constexpr std::size_t kLargest = 65536;  // bytes of one mutant
constexpr unsigned kSlowest = 10;        // seconds for one input

// What the parsers look for: structure, limits of numbers, breaks of encodings.
constexpr std::string_view kTokens[] = {"\"",
                                        "{",
                                        "}",
                                        "[",
                                        "]",
                                        ",",
                                        ";",
                                        "\t",
                                        "\r\n",
                                        "\n",
                                        ":",
                                        "=",
                                        "+",
                                        "-",
                                        "@",
                                        "0",
                                        "-1",
                                        "1e9",
                                        "1e999",
                                        "NaN",
                                        "null",
                                        "true",
                                        "\"\"\"",
                                        "\\u",
                                        "\\uD800",
                                        "\xEF\xBB\xBF",
                                        "\xC3",
                                        "\xE9",
                                        "\xFF",
                                        "2147483648",
                                        "9223372036854775808",
                                        "44.8378",
                                        "-0.5792",
                                        "[[[[[[[[",
                                        "{\"a\":{\"a\":",
                                        "Mo-Fr 09:00-12:00"};

const Input* current = nullptr;
std::filesystem::path crash_path;  // empty while given files are run

void write_current() {
  if (current == nullptr || crash_path.empty()) return;
  std::error_code ignored;
  std::filesystem::create_directories(crash_path.parent_path(), ignored);
  std::ofstream(crash_path, std::ios::binary) << *current;
  std::fprintf(stderr, "crashing input: %s\n", crash_path.c_str());
  current = nullptr;
}

void on_slow(int) {
  std::fprintf(stderr, "one input took longer than %u s\n", kSlowest);
  write_current();
  std::_Exit(1);
}

void run(const Input& input) {
  current = &input;
  alarm(kSlowest);
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
  alarm(0);
  current = nullptr;
}

Input read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

class Mutator {
 public:
  explicit Mutator(std::uint64_t seed) : random_(seed) {}

  std::size_t below(std::size_t limit) { return limit == 0 ? 0 : random_() % limit; }

  Input mutate(const std::vector<Input>& corpus) {
    Input out = corpus[below(corpus.size())];
    for (std::size_t steps = 1 + below(6); steps > 0; --steps) step(out, corpus[below(corpus.size())]);
    if (out.size() > kLargest) out.resize(kLargest);
    return out;
  }

 private:
  void step(Input& out, const Input& other) {
    const std::size_t at = below(out.size() + 1);
    const std::size_t length = below(below(2) == 0 ? 8 : 256);
    switch (below(7)) {
      case 0:
        if (at < out.size()) out[at] = static_cast<char>(out[at] ^ (1 << below(8)));
        break;
      case 1:
        if (at < out.size()) out[at] = static_cast<char>(random_());
        break;
      case 2:
        out.erase(at, length);
        break;
      case 3:
        out.insert(below(out.size() + 1), Input(out, at, length));
        break;
      case 4:
        out.insert(at, kTokens[below(std::size(kTokens))]);
        break;
      case 5:
        out.insert(at, Input(other, below(other.size() + 1), length));
        break;
      default:
        out.resize(at);
    }
  }

  std::mt19937_64 random_;
};

struct Options {
  double seconds = 10;
  std::uint64_t seed = 1;
  std::filesystem::path corpus;
  std::filesystem::path crashes = "build/crashes";
  std::vector<std::filesystem::path> files;
};

bool parse(int count, char** words, Options& out) {
  for (int i = 1; i < count; ++i) {
    const std::string_view word = words[i];
    if (!word.starts_with("--")) {
      out.files.emplace_back(word);
      continue;
    }
    if (++i == count) return false;
    if (word == "--seconds") {
      out.seconds = std::strtod(words[i], nullptr);
    } else if (word == "--seed") {
      out.seed = std::strtoull(words[i], nullptr, 10);
    } else if (word == "--corpus") {
      out.corpus = words[i];
    } else if (word == "--crashes") {
      out.crashes = words[i];
    } else {
      return false;
    }
  }
  return true;
}

void explore(const std::string& name, const Options& options) {
  std::vector<Input> corpus;
  std::error_code missing;
  for (const auto& entry : std::filesystem::directory_iterator(options.corpus, missing)) {
    if (entry.is_regular_file()) corpus.push_back(read_file(entry.path()));
  }
  const std::size_t given = corpus.size();
  corpus.emplace_back();
  for (const Input& input : corpus) run(input);

  using Clock = std::chrono::steady_clock;
  const auto end =
      Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(options.seconds));
  Mutator mutator(options.seed);
  std::size_t inputs = corpus.size();
  while (Clock::now() < end) {
    Input input = mutator.mutate(corpus);
    const std::size_t before = fuzz::branches_seen();
    run(input);
    ++inputs;
    if (fuzz::branches_seen() > before) corpus.push_back(std::move(input));
  }
  std::printf("%s: %zu inputs in %g s from %zu files, %zu kept, %zu branches, seed %llu\n", name.c_str(), inputs,
              options.seconds, given, corpus.size() - given - 1, fuzz::branches_seen(),
              static_cast<unsigned long long>(options.seed));
}

}  // namespace

int main(int count, char** words) {
  Options options;
  if (!parse(count, words, options)) {
    std::fprintf(stderr, "usage: %s [--seconds N] [--seed N] [--corpus DIR] [--crashes DIR] | FILE...\n", words[0]);
    return 2;
  }
  const std::string name = std::filesystem::path(words[0]).filename().string();
  if (options.corpus.empty()) options.corpus = "tests/fixtures/" + name.substr(name.find('-') + 1);
  __sanitizer_set_death_callback(write_current);
  std::signal(SIGALRM, on_slow);

  if (options.files.empty()) {
    crash_path = options.crashes / (name + "-seed-" + std::to_string(options.seed));
    explore(name, options);
  } else {
    for (const auto& file : options.files) run(read_file(file));
  }
  return 0;
}
