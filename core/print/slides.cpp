#include "print/slides.h"

#include <algorithm>

#include "print/path.h"
#include "print/vote.h"

namespace print {
namespace {

// Parted where there are too many lines for one.
void add(std::vector<Slide>& slides, Slide slide, const Speech& speech) {
  const std::size_t parts = (std::max<std::size_t>(slide.lines.size(), 1) + kMostLines - 1) / kMostLines;
  if (parts == 1) return slides.push_back(std::move(slide));
  for (std::size_t part = 0; part < parts; ++part) {
    const std::size_t from = part * kMostLines, to = std::min(from + kMostLines, slide.lines.size());
    Slide& one = slides.emplace_back(slide);
    one.lines.assign(slide.lines.begin() + static_cast<std::ptrdiff_t>(from),
                     slide.lines.begin() + static_cast<std::ptrdiff_t>(to));
    one.title = speech.said(
        {"slides.part", {{"title", slide.title}, {"n", std::to_string(part + 1)}, {"of", std::to_string(parts)}}});
  }
}

}  // namespace

std::vector<Slide> slides(const workshop::Board& board, const Speech& speech) {
  const auto said = [&](const char* key) { return speech.said({key, {}}); };
  std::vector<Slide> all;
  const auto photos = [&](base::Id on, const std::string& of) {
    for (const workshop::Photo& photo : workshop::photos_of(board, on))
      all.push_back({of, photo.text.empty() ? said("photo.unsaid") : photo.text, {}, false, photo.picture});
  };
  all.push_back({board.date.empty() ? std::string() : speech.date(board.date), board.title, {}, false});
  if (!board.brief.empty()) all.back().lines.push_back({board.brief, "", ""});
  for (const workshop::Zone& zone : board.zones) {
    if (zone.id) photos(zone.id, zone.title);
    if (zone.cards.empty()) continue;
    Slide slide{zone.prompt, zone.id ? zone.title : said("board.beside"), {}, false};
    for (const std::size_t at : zone.cards) {
      const workshop::Card& card = board.cards[at];
      slide.lines.push_back({card.text, card.author, card.colour.empty() ? "genet" : card.colour});
    }
    add(all, std::move(slide), speech);
  }
  photos(board.id, said("photo.wall"));
  if (!board.outcome.standings.empty())
    all.push_back({decided_how(board, speech), said("print.results"), {{verdict(board, speech), "", ""}}, true});
  if (!board.choices.empty()) {
    Slide slide{"", said("path.title"), {}, false};
    for (const workshop::Step& step : workshop::path(board))
      if (step.choice) {
        const workshop::Choice& choice = board.choices[*step.choice];
        slide.lines.push_back({board.cards[step.card].text, choice_words(choice, speech), ""});
      }
    add(all, std::move(slide), speech);
  }
  if (!board.feedback.empty()) {
    Slide slide{"", said("trial.title"), {}, false};
    const auto tried = [&](const std::string& title, base::Id id) {
      const auto found = board.feedback.find(id);
      if (found != board.feedback.end()) slide.lines.push_back({title, feedback_words(found->second, speech), ""});
    };
    for (const workshop::Card& card : board.cards) tried(card.text, card.id);
    for (const workshop::Sheet& sheet : board.sheets) tried(sheet.title, sheet.id);
    add(all, std::move(slide), speech);
  }
  if (const auto keywords = workshop::keywords(board.reports); !keywords.empty()) {
    Slide slide{"", said("report.keywords"), {}, false};
    for (const workshop::Keyword& keyword : keywords) {
      std::string who;
      for (const std::size_t report : keyword.reports) who += (who.empty() ? "" : ", ") + board.reports[report].title;
      slide.lines.push_back({keyword.word, who, "", keyword.reports.size()});
    }
    add(all, std::move(slide), speech);
  }
  for (const workshop::Report& report : board.reports) {
    Slide slide{report_credit(report, speech), report.title, {}, false};
    if (!report.keywords.empty()) slide.lines.push_back({joined(report.keywords), "", "", 2});
    if (!report.text.empty()) slide.lines.push_back({report.text, "", ""});
    if (!report.questions.empty()) slide.lines.push_back({report.questions, said("report.questions"), ""});
    add(all, std::move(slide), speech);
  }
  for (const workshop::Sheet& sheet : board.sheets)
    all.push_back({said("print.sheets"), sheet.title, {{sheet.summary, sheet_credit(sheet, speech), ""}}, false});
  return all;
}

}  // namespace print
