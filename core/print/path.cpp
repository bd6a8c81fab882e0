#include "print/path.h"

namespace print {

std::string choice_words(const workshop::Choice& choice, const Speech& speech) {
  std::string words = speech.said({"list.decision." + choice.decision, {}});
  if (!choice.who.empty()) words += ", " + speech.said({"path.by", {{"who", choice.who}}});
  if (!choice.date.empty()) words += ", " + speech.said({"path.on", {{"date", speech.date(choice.date)}}});
  words = choice.why.empty() ? words + "." : speech.said({"path.because", {{"what", words}, {"why", choice.why}}});
  if (!choice.budget.empty()) words += ' ' + speech.said({"path.budget", {{"budget", choice.budget}}});
  return words;
}

std::string choice_credit(const workshop::Choice& choice, const Speech& speech) {
  std::string words = choice.who;
  if (!choice.date.empty()) words += (words.empty() ? "" : ", ") + speech.date(choice.date);
  if (!choice.budget.empty())
    words += (words.empty() ? "" : ". ") + speech.said({"path.budget", {{"budget", choice.budget}}});
  return words;
}

std::string feedback_words(const workshop::Feedback& feedback, const Speech& speech) {
  std::string out;
  for (std::size_t i = 0; i < workshop::kFaces.size(); ++i)
    if (feedback.faces[i])
      out += (out.empty() ? "" : " ") +
             speech.said({"trial.count",
                          {{"face", speech.said({"list.face." + std::string(workshop::kFaces[i]), {}})},
                           {"n", std::to_string(feedback.faces[i])}}});
  std::string words;
  for (const auto& [word, count] : feedback.words) {
    words += (words.empty() ? "" : ", ") + speech.said({"list.feedback-word." + word, {}});
    if (count > 1) words += " (" + std::to_string(count) + ")";
  }
  return words.empty() ? out : out + ' ' + words + '.';
}

std::string joined(const std::vector<std::string>& keywords) {
  std::string all;
  for (const std::string& word : keywords) all += (all.empty() ? "" : " · ") + word;
  return all;
}

std::string report_credit(const workshop::Report& report, const Speech& speech) {
  std::string credit;
  const auto add = [&](const std::string& part) {
    if (!part.empty()) credit += (credit.empty() ? "" : ", ") + part;
  };
  add(report.author);
  if (!report.date.empty()) add(speech.date(report.date));
  add(report.place);
  if (report.present) add(speech.said({"report.present", {{"n", std::to_string(report.present)}}}));
  return credit;
}

}  // namespace print
