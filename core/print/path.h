// What was decided and what tables give back, in words: the same on the screen and in what is printed.
#pragma once

#include <string>
#include <vector>

#include "print/recueil.h"
#include "workshop/path.h"

namespace print {

// "Retenue, par le conseil municipal, le 3 mars 2027 : il y a un lieu et un budget. Budget : 4 000 €."
std::string choice_words(const workshop::Choice& choice, const Speech& speech);
// "Le conseil municipal, 3 mars 2027. Budget : 4 000 €.": what the decision and its reason leave to say.
std::string choice_credit(const workshop::Choice& choice, const Speech& speech);
// "Cela me plaît : 8. Je ne sais pas : 3. Utile (6), Simple (4)."
std::string feedback_words(const workshop::Feedback& feedback, const Speech& speech);
std::string joined(const std::vector<std::string>& keywords);  // "lien · bus"
// "Zoé, 12 mars 2027, médiathèque, 34 présents": what there is of it.
std::string report_credit(const workshop::Report& report, const Speech& speech);

}  // namespace print
