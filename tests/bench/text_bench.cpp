// The public editing trace B4 (259,778 edits of one document): typed into a text, joined by another, written and read
// as lines. The check value of a text is the first half of its SHA-256.
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include "base/sha256.h"
#include "base/utf8.h"
#include "oplog/text.h"
#include "support/measure.h"

namespace {

struct Edit {
  std::uint32_t place, removed;
  std::string utf8;
};

std::vector<Edit> trace() {
  std::ifstream file("build/bench/b4.txt");
  std::vector<Edit> edits;
  std::uint32_t place = 0, removed = 0, code_point = 0;
  while (file >> place >> removed >> code_point) {
    edits.push_back({place, removed, {}});
    if (code_point != 0) base::append_utf8(edits.back().utf8, code_point);
  }
  return edits;
}

std::string check(const oplog::Text& text) { return base::sha256_hex(text.utf8()).substr(0, 32); }

constexpr base::Id kAuthor{0x8c1d2a3b4c5d6e7f}, kEntity{0xBB};

// Each edit's operations, as one person's batches.
std::vector<oplog::Batch> batches_of(const std::vector<Edit>& edits) {
  oplog::Text text;
  std::vector<oplog::Batch> batches;
  batches.reserve(edits.size());
  for (const Edit& edit : edits) {
    oplog::Batch& batch = batches.emplace_back();
    batch.actor = kAuthor;
    batch.n = batches.size();
    batch.command = "text";
    if (edit.removed > 0)
      for (const oplog::TextRange& range : text.erase(edit.place, edit.removed))
        batch.deletes.push_back({kEntity, "texte", range.first, range.count});
    if (edit.utf8.empty()) continue;
    oplog::TextRun run = text.insert(kAuthor, edit.place, edit.utf8);
    batch.inserts.push_back({kEntity, "texte", run.first.number, run.beside, run.side, std::move(run.utf8)});
  }
  return batches;
}

void join(oplog::Texts& texts, const oplog::Batch& batch) {
  for (const oplog::Insert& insert : batch.inserts) texts.join(batch.actor, insert);
  for (const oplog::Delete& removal : batch.deletes) texts.join(removal);
}

}  // namespace

int main() {
  const std::vector<Edit> edits = trace();
  if (edits.empty()) {
    std::fprintf(stderr, "no input: build/bench/b4.txt is not there\n");
    return 0;
  }
  const auto texts_check = [](const oplog::Texts& texts) { return check(*texts.find(kEntity, "texte")); };

  support::measure(
      "B4: apply every edit",
      [&] {
        oplog::Text text;
        for (const Edit& edit : edits) {
          if (edit.removed > 0) text.erase(edit.place, edit.removed);
          if (!edit.utf8.empty()) text.insert(kAuthor, edit.place, edit.utf8);
        }
        return text;
      },
      check);

  const std::vector<oplog::Batch> batches = batches_of(edits);
  support::measure(
      "B4: join every edit of another",
      [&] {
        oplog::Texts texts;
        for (const oplog::Batch& batch : batches) join(texts, batch);
        return texts;
      },
      texts_check);

  std::vector<std::string> lines;
  lines.reserve(batches.size());
  for (const oplog::Batch& batch : batches) lines.push_back(oplog::encode(batch));
  support::measure(
      "B4: load, a line for each edit",
      [&] {
        oplog::Texts texts;
        for (const std::string& line : lines) join(texts, *oplog::decode(line));
        return texts;
      },
      texts_check);
}
