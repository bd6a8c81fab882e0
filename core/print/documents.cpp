#include "print/documents.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "formats/csv_cell.h"
#include "print/path.h"
#include "print/vote.h"
#include "print/wall.h"

namespace print {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kSaved = "outcome.exported-board";
constexpr Document kDocuments[] = {
    {"recueil", "print.as-recueil", ".html", "text/html", "recueil", "outcome.recueil", true, recueil},
    {"markdown", "print.as-markdown", ".md", "text/markdown", "atelier", kSaved, false, board_markdown},
    {"csv", "print.as-csv", ".csv", "text/csv", "atelier", kSaved, false, board_csv},
    {"canvas", "print.as-canvas", ".canvas", "application/json", "atelier", kSaved, false, board_canvas},
    {"svg", "print.as-svg", ".svg", "image/svg+xml", "mur", kSaved, true, wall_svg},
};

std::string words(const Speech& speech, std::string key) { return speech.said({std::move(key), {}}); }

std::string title_of(const workshop::Zone& zone, const Speech& speech) {
  return zone.id ? zone.title : words(speech, "board.beside");
}

// A backslash before each ASCII punctuation mark that Markdown could read as anything but itself.
std::string markdown(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("\\`*_{}[]<>()#+-.!|~&=:").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

// The lines of `text`, each after the first behind `indent`, joined by hard line breaks.
std::string markdown_lines(std::string_view text, std::string_view indent) {
  std::string out;
  for (;;) {
    const std::size_t end = text.find('\n');
    out += markdown(text.substr(0, end));
    if (end == std::string_view::npos) return out;
    (out += "\\\n") += indent;
    text.remove_prefix(end + 1);
  }
}

std::map<std::size_t, std::size_t> places(const workshop::Board& board) {
  std::map<std::size_t, std::size_t> of_card;
  for (const decide::Standing& standing : board.outcome.standings) of_card[standing.option] = standing.place;
  return of_card;
}

}  // namespace

std::span<const Document> documents() { return kDocuments; }

const Document* find_document(std::string_view key) {
  const auto* found = std::ranges::find(kDocuments, key, &Document::key);
  return found == std::end(kDocuments) ? nullptr : found;
}

std::string document_keys() {
  std::string keys;
  for (const Document& document : kDocuments) (keys += keys.empty() ? "" : ", ") += document.key;
  return keys;
}

std::string board_markdown(const workshop::Board& board, const Speech& speech) {
  std::string out = "# " + markdown_lines(board.title, "") + "\n\n";
  if (!board.date.empty()) out += markdown(speech.date(board.date)) + "\n\n";
  if (!board.brief.empty()) out += markdown_lines(board.brief, "") + "\n\n";
  for (const workshop::Zone& zone : board.zones) {
    out += "## " + markdown(title_of(zone, speech)) + "\n\n";
    if (!zone.prompt.empty()) out += "> " + markdown_lines(zone.prompt, "> ") + "\n\n";
    for (const std::size_t at : zone.cards) {
      const workshop::Card& card = board.cards[at];
      out += "- " + markdown_lines(card.text, "  ");
      if (!card.author.empty()) out += " — *" + markdown(card.author) + "*";
      if (card.dots()) out += " — " + score(board, at, speech);
      out += "\n";
    }
    if (!zone.cards.empty()) out += "\n";
  }
  if (!board.sheets.empty()) out += "## " + words(speech, "print.sheets") + "\n\n";
  for (const workshop::Sheet& sheet : board.sheets) {
    out += "### " + markdown(sheet.title) + "\n\n" + markdown_lines(sheet.summary, "") + "\n\n";
    out += "*" + markdown(sheet_credit(sheet, speech)) + "*\n\n";
  }
  const auto& standings = board.outcome.standings;
  out += "## " + words(speech, "print.results") + "\n\n";
  out +=
      standings.empty() ? words(speech, "print.no-dots") + "\n\n" : markdown_lines(verdict(board, speech), "") + "\n\n";
  for (const decide::Standing& standing : standings) {
    const workshop::Card& card = board.cards[standing.option];
    // Not a Markdown list: that would number equal places anew.
    out += std::to_string(standing.place) + "\\. " + markdown_lines(card.text, "") + " — " +
           score(board, standing.option, speech) + "\n\n";
  }
  if (!board.choices.empty()) out += "## " + words(speech, "path.title") + "\n\n";
  for (const workshop::Step& step : workshop::path(board)) {
    if (!step.choice) continue;
    out += "- " + markdown_lines(board.cards[step.card].text, "  ") + " — " +
           markdown_lines(choice_words(board.choices[*step.choice], speech), "  ") + "\n";
    for (const std::size_t with : step.with) out += "  - " + markdown_lines(board.cards[with].text, "    ") + "\n";
  }
  if (!board.choices.empty()) out += "\n";
  const auto tried = [&](const std::string& title, base::Id id) {
    const auto found = board.feedback.find(id);
    if (found == board.feedback.end()) return;
    out += "### " + markdown_lines(title, "") + "\n\n" + markdown(feedback_words(found->second, speech)) + "\n\n";
    for (const std::string& own : found->second.said) out += "> " + markdown_lines(own, "> ") + "\n\n";
  };
  if (!board.feedback.empty()) out += "## " + words(speech, "trial.title") + "\n\n";
  for (const workshop::Card& card : board.cards) tried(card.text, card.id);
  for (const workshop::Sheet& sheet : board.sheets) tried(sheet.title, sheet.id);
  if (!board.reports.empty()) out += "## " + words(speech, "report.title") + "\n\n";
  for (const workshop::Report& report : board.reports) {
    out += "### " + markdown(report.title) + "\n\n";
    for (const std::string& word : report.keywords) out += "- **" + markdown(word) + "**\n";
    if (!report.keywords.empty()) out += "\n";
    for (const std::string& said : {report.text, report.questions})
      if (!said.empty()) out += markdown_lines(said, "") + "\n\n";
    if (const std::string credit = report_credit(report, speech); !credit.empty())
      out += "*" + markdown(credit) + "*\n\n";
  }
  return out;
}

std::string board_csv(const workshop::Board& board, const Speech& speech) {
  std::string out;
  const auto row = [&](std::initializer_list<std::string> cells) {
    bool first = true;
    for (const std::string& cell : cells) {
      if (!first) out += ',';
      first = false;
      formats::append_csv_cell(out, cell);
    }
    out += "\r\n";
  };
  row({words(speech, "print.zone"), words(speech, "print.card"), words(speech, "print.author"),
       words(speech, "print.dots-head"), words(speech, "print.hands-head"), words(speech, "print.place")});
  const auto place = places(board);
  for (const workshop::Zone& zone : board.zones)
    for (const std::size_t at : zone.cards) {
      const workshop::Card& card = board.cards[at];
      const auto standing = place.find(at);
      row({title_of(zone, speech), card.text, card.author, std::to_string(card.dots()), std::to_string(card.hands),
           standing == place.end() ? std::string() : std::to_string(standing->second)});
    }
  return out;
}

std::string board_canvas(const workshop::Board& board, const Speech& speech) {
  // Pixels, as canvases have them.
  constexpr int kCardWidth = 320, kGap = 20, kHead = 40, kLine = 24, kLetters = 34, kAcross = 3;
  Json nodes = Json::array();
  int left = 0, top = 0, row_height = 0, across = 0;
  for (const workshop::Zone& zone : board.zones) {
    int y = top + kHead;
    Json cards = Json::array();
    for (const std::size_t at : zone.cards) {
      const workshop::Card& card = board.cards[at];
      std::string text = markdown_lines(card.text, "");
      if (!card.author.empty()) text += "\n\n*" + markdown(card.author) + "*";
      const int lines = static_cast<int>(std::count(text.begin(), text.end(), '\n')) +
                        static_cast<int>(card.text.size()) / kLetters + 1;
      const int height = 2 * kGap + lines * kLine;
      cards.push_back({{"id", base::to_hex(card.id)},
                       {"type", "text"},
                       {"text", std::move(text)},
                       {"x", left + kGap},
                       {"y", y},
                       {"width", kCardWidth},
                       {"height", height}});
      y += height + kGap;
    }
    const int height = std::max(y - top, 2 * kHead);
    nodes.push_back({{"id", zone.id ? base::to_hex(zone.id) : "beside"},
                     {"type", "group"},
                     {"label", title_of(zone, speech)},
                     {"x", left},
                     {"y", top},
                     {"width", kCardWidth + 2 * kGap},
                     {"height", height}});
    for (auto& card : cards) nodes.push_back(std::move(card));
    row_height = std::max(row_height, height);
    left += kCardWidth + 4 * kGap;
    if (++across < kAcross) continue;
    left = across = 0;
    top += row_height + 2 * kGap;
    row_height = 0;
  }
  const Json canvas = {{"nodes", std::move(nodes)}, {"edges", Json::array()}};
  return canvas.dump(1, '\t', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace print
