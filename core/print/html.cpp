#include "print/html.h"

namespace print {
namespace {

constexpr std::string_view kStyle = R"(
@page { size: A4; margin: 18mm 16mm 20mm; @bottom-right { content: counter(page) " / " counter(pages); font: 9pt sans-serif; color: #42545c; } }
* { box-sizing: border-box; }
html { font: 11pt/1.5 "Atkinson Hyperlegible Next", "Atkinson Hyperlegible", Verdana, sans-serif; color: #16262d; background: #fff; }
body { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1rem; }
h1 { font-size: 24pt; line-height: 1.15; margin: 0 0 .5rem; }
h2 { font-size: 15pt; line-height: 1.25; margin: 2rem 0 .25rem; padding-top: .5rem; border-top: 3px solid #0e5f6b; break-after: avoid; }
h3 { font-size: 12pt; margin: 1.25rem 0 .25rem; break-after: avoid; }
p { margin: .35rem 0; orphans: 3; widows: 3; }
.lead { font-size: 12.5pt; color: #42545c; }
.prompt { font-style: italic; color: #42545c; margin-bottom: .75rem; break-after: avoid; }
nav ol { padding-left: 2.2rem; } nav a { color: inherit; }
ul.cards { list-style: none; padding: 0; margin: .75rem 0; }
ul.cards li { border: 1px solid #8aa0a8; border-left: 5px solid #0e5f6b; border-radius: 6px; padding: .5rem .75rem; margin: .5rem 0; break-inside: avoid; }
.by, .dots { font-size: 9.5pt; color: #42545c; }
table { border-collapse: collapse; width: 100%; margin: .75rem 0; } th, td { text-align: left; vertical-align: top; padding: .35rem .5rem; border-bottom: 1px solid #8aa0a8; }
table.sign td, table.sign th { height: 2.4rem; border: 1px solid #8aa0a8; } table.sign td:last-child { width: 40%; }
td.n, th.n { text-align: right; white-space: nowrap; } tr, section.whole { break-inside: avoid; }
.bar { display: inline-block; height: .7rem; min-width: 2px; background: #0e5f6b; border-radius: 2px; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
figure.photo { margin: .75rem 0; break-inside: avoid; } figure.photo img { display: block; max-width: 100%; max-height: 11cm; border-radius: 6px; } .cards figure.photo img { max-height: 6cm; }
footer { margin-top: 2.5rem; padding-top: .5rem; border-top: 1px solid #8aa0a8; font-size: 9.5pt; color: #42545c; }
@media print { body { padding: 0; max-width: none; } a { text-decoration: none; } }
)";

}  // namespace

std::string escape(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        // Characters that no document may hold.
        if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') out += c;
    }
  return out;
}

std::string escape_lines(std::string_view text) {
  std::string out;
  for (const char c : escape(text)) c == '\n' ? out += "<br>" : out += c;
  return out;
}

std::string document(std::string_view language, std::string_view title, std::string_view body) {
  std::string out = "<!doctype html>\n<html lang=\"" + escape(language) + "\">\n<head>\n<meta charset=\"utf-8\">\n";
  out += "<meta name=\"viewport\" content=\"width=device-width\">\n";
  out +=
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src "
      "data:\">\n";
  out += "<title>" + escape(title) + "</title>\n<style>" + std::string(kStyle) + "</style>\n</head>\n<body>\n";
  return out.append(body).append("</body>\n</html>\n");
}

}  // namespace print
