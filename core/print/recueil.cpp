#include "print/recueil.h"

#include <algorithm>

#include "base/base64.h"
#include "print/html.h"
#include "print/path.h"
#include "print/vote.h"

namespace print {
namespace {

struct Writer {
  const workshop::Board& board;
  const Speech& speech;
  std::string out;

  std::string said(std::string key, std::vector<std::pair<std::string, std::string>> args = {}) const {
    return speech.said({std::move(key), std::move(args)});
  }
  void element(std::string_view tag, std::string_view html, std::string_view attributes = {}) {
    ((out += "<") += tag) += attributes;
    (((out += ">") += html) += "</") += tag;
    out += ">\n";
  }
  std::string title_of(const workshop::Zone& zone) const { return zone.id ? zone.title : said("board.beside"); }
  void contents() {
    out += "<nav aria-label=\"" + escape(said("print.contents")) + "\">\n";
    element("h2", escape(said("print.contents")));
    out += "<ol>\n";
    for (std::size_t i = 0; i < board.zones.size(); ++i)
      out += "<li><a href=\"#z" + std::to_string(i) + "\">" + escape(title_of(board.zones[i])) + "</a></li>\n";
    if (!workshop::photos_of(board, board.id).empty())
      out += "<li><a href=\"#photos\">" + escape(said("photo.wall")) + "</a></li>\n";
    if (!board.sheets.empty()) out += "<li><a href=\"#sheets\">" + escape(said("print.sheets")) + "</a></li>\n";
    out += "<li><a href=\"#results\">" + escape(said("print.results")) + "</a></li>\n";
    if (!board.choices.empty()) out += "<li><a href=\"#path\">" + escape(said("path.title")) + "</a></li>\n";
    if (!board.feedback.empty()) out += "<li><a href=\"#trials\">" + escape(said("trial.title")) + "</a></li>\n";
    if (!board.reports.empty()) out += "<li><a href=\"#reports\">" + escape(said("report.title")) + "</a></li>\n";
    out += "</ol>\n</nav>\n";
  }

  // Each with its words under it, or in its place where it is not here.
  void photos(base::Id on) {
    for (const workshop::Photo& photo : workshop::photos_of(board, on)) {
      const std::string address = picture_address(photo.picture, speech);
      if (address.empty() && photo.text.empty()) continue;
      out += "<figure class=\"photo\">\n";
      const std::string words = photo.text.empty() ? said("photo.unsaid") : photo.text;
      if (!address.empty()) out += "<img src=\"" + address + "\" alt=\"" + escape(words) + "\">\n";
      if (!photo.text.empty()) element("figcaption", escape(photo.text), " class=\"by\"");
      out += "</figure>\n";
    }
  }

  void wall() {
    if (workshop::photos_of(board, board.id).empty()) return;
    out += "<section>\n";
    element("h2", escape(said("photo.wall")), " id=\"photos\"");
    photos(board.id);
    out += "</section>\n";
  }

  void zone(const workshop::Zone& zone, std::size_t number) {
    out += "<section>\n";
    element("h2", escape(title_of(zone)), " id=\"z" + std::to_string(number) + "\"");
    if (!zone.prompt.empty()) element("p", escape_lines(zone.prompt), " class=\"prompt\"");
    if (zone.id) photos(zone.id);
    if (zone.cards.empty()) {
      element("p", escape(said("print.no-card")), " class=\"by\"");
    } else {
      out += "<ul class=\"cards\">\n";
      for (const std::size_t at : zone.cards) {
        const workshop::Card& card = board.cards[at];
        std::string item = escape_lines(card.text);
        if (!card.author.empty()) item += "<br><span class=\"by\">" + escape(card.author) + "</span>";
        if (card.dots()) item += "<br><span class=\"dots\">" + escape(score(board, at, speech)) + "</span>";
        ((out += "<li>") += item) += "\n";
        photos(card.id);
        out += "</li>\n";
      }
      out += "</ul>\n";
    }
    out += "</section>\n";
  }

  void sheets() {
    if (board.sheets.empty()) return;
    out += "<section>\n";
    element("h2", escape(said("print.sheets")), " id=\"sheets\"");
    for (const workshop::Sheet& sheet : board.sheets) {
      out += "<section class=\"whole\">\n";
      element("h3", escape(sheet.title));
      if (!sheet.summary.empty()) element("p", escape_lines(sheet.summary));
      const auto card = std::ranges::find(board.cards, sheet.card, &workshop::Card::id);
      if (card != board.cards.end())
        element("p", escape(said("print.sheet-from", {{"card", card->text}})), " class=\"by\"");
      element("p", escape(sheet_credit(sheet, speech)), " class=\"by\"");
      out += "</section>\n";
    }
    out += "</section>\n";
  }

  void results() {
    out += "<section class=\"whole\">\n";
    element("h2", escape(said("print.results")), " id=\"results\"");
    const auto& standings = board.outcome.standings;
    if (standings.empty()) {
      element("p", escape(said("print.no-dots")));
    } else {
      element("p", escape(verdict(board, speech)));
      element("p", escape(decided_how(board, speech)), " class=\"by\"");
      element("figure", votes_svg(board, speech));
      out += "<table>\n<thead><tr><th scope=\"col\" class=\"n\">" + escape(said("print.place")) +
             "</th><th scope=\"col\">" + escape(said("print.card")) + "</th><th scope=\"col\">" +
             escape(said("vote.result-head")) + "</th></tr></thead>\n<tbody>\n";
      for (const decide::Standing& standing : standings)
        out += "<tr><td class=\"n\">" + std::to_string(standing.place) + "</td><th scope=\"row\">" +
               escape_lines(board.cards[standing.option].text) + "</th><td>" +
               escape(score(board, standing.option, speech)) + "</td></tr>\n";
      out += "</tbody>\n</table>\n";
    }
    out += "</section>\n";
  }

  // What was put aside stands there as what was kept does, with its reason.
  void path() {
    if (board.choices.empty()) return;
    out += "<section>\n";
    element("h2", escape(said("path.title")), " id=\"path\"");
    out += "<table>\n<thead><tr><th scope=\"col\">" + escape(said("print.card")) + "</th><th scope=\"col\">" +
           escape(said("path.with")) + "</th><th scope=\"col\">" + escape(said("vote.result-head")) +
           "</th><th scope=\"col\">" + escape(said("path.decided")) + "</th></tr></thead>\n<tbody>\n";
    for (const workshop::Step& step : workshop::path(board)) {
      std::string with, decided = escape(said("path.undecided"));
      for (const std::size_t other : step.with)
        with += (with.empty() ? "" : "<br>") + escape_lines(board.cards[other].text);
      if (step.choice) decided = escape_lines(choice_words(board.choices[*step.choice], speech));
      out += "<tr><th scope=\"row\">" + escape_lines(board.cards[step.card].text) + "</th><td>" + with + "</td><td>" +
             escape(score(board, step.card, speech)) + "</td><td>" + decided + "</td></tr>\n";
    }
    out += "</tbody>\n</table>\n</section>\n";
  }

  void trial(const std::string& title, base::Id id) {
    const auto found = board.feedback.find(id);
    if (found == board.feedback.end()) return;
    out += "<section class=\"whole\">\n";
    element("h3", escape(title));
    element("p", escape(feedback_words(found->second, speech)));
    for (const std::string& own : found->second.said)
      element("p", "«\u00a0" + escape_lines(own) + "\u00a0»", " class=\"prompt\"");
    out += "</section>\n";
  }

  void trials() {
    if (board.feedback.empty()) return;
    out += "<section>\n";
    element("h2", escape(said("trial.title")), " id=\"trials\"");
    for (const workshop::Card& card : board.cards) trial(card.text, card.id);
    for (const workshop::Sheet& sheet : board.sheets) trial(sheet.title, sheet.id);
    out += "</section>\n";
  }

  void reports() {
    if (board.reports.empty()) return;
    out += "<section>\n";
    element("h2", escape(said("report.title")), " id=\"reports\"");
    if (const auto all = workshop::keywords(board.reports); !all.empty()) {
      element("h3", escape(said("report.keywords")));
      out += "<ul>\n";
      for (const workshop::Keyword& keyword : all) {
        std::string who;
        for (const std::size_t report : keyword.reports) who += (who.empty() ? "" : ", ") + board.reports[report].title;
        element("li", "<strong>" + escape(keyword.word) + "</strong> <span class=\"by\">" + escape(who) + "</span>");
      }
      out += "</ul>\n";
    }
    for (const workshop::Report& report : board.reports) {
      out += "<section class=\"whole\">\n";
      element("h3", escape(report.title));
      if (!report.keywords.empty()) element("p", "<strong>" + escape(joined(report.keywords)) + "</strong>");
      if (!report.text.empty()) element("p", escape_lines(report.text));
      if (!report.questions.empty())
        element("p", "<strong>" + escape(said("report.questions")) + "</strong><br>" + escape_lines(report.questions));
      if (const std::string credit = report_credit(report, speech); !credit.empty())
        element("p", escape(credit), " class=\"by\"");
      out += "</section>\n";
    }
    out += "</section>\n";
  }
};

}  // namespace

std::string sheet_credit(const workshop::Sheet& sheet, const Speech& speech) {
  std::string credit = sheet.author.empty() ? speech.said({"print.no-author", {}}) : sheet.author;
  return sheet.licence.empty() ? credit : credit + " · " + sheet.licence;
}

std::string picture_address(std::string_view hash, const Speech& speech) {
  const std::string bytes = speech.picture ? speech.picture(hash) : std::string();
  return bytes.empty() ? bytes : "data:image/jpeg;base64," + base::to_base64(bytes);
}

std::string recueil(const workshop::Board& board, const Speech& speech) {
  Writer writer{board, speech, {}};
  writer.out += "<header>\n";
  writer.element("p", escape(writer.said("print.recueil")), " class=\"by\"");
  writer.element("h1", escape(board.title));
  if (!board.date.empty()) writer.element("p", escape(speech.date(board.date)), " class=\"by\"");
  if (!board.brief.empty()) writer.element("p", escape_lines(board.brief), " class=\"lead\"");
  writer.out += "</header>\n";
  writer.contents();
  writer.out += "<main>\n";
  for (std::size_t i = 0; i < board.zones.size(); ++i) writer.zone(board.zones[i], i);
  writer.wall();
  writer.sheets();
  writer.results();
  writer.path();
  writer.trials();
  writer.reports();
  writer.out += "</main>\n";
  writer.element("footer", "<p>" + escape(writer.said("print.licence")) + "</p>");
  return document(speech.language, board.title, writer.out);
}

}  // namespace print
