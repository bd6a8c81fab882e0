// What a vote came to, in words and as a picture: the same on the screen and in what is printed.
#pragma once

#include <string>

#include "print/canvas.h"
#include "print/recueil.h"

namespace print {

inline constexpr std::size_t kMostPainted = 12;  // cards of a picture, the best ones

std::string grade_words(std::size_t grade, const Speech& speech);  // 0, "à rejeter", to workshop::kGrades - 1
// What one card got: "7 points, dont 4 comptés dans la salle", "bat 3 cartes sur 5". Empty: nothing.
std::string score(const workshop::Board& board, std::size_t card, const Speech& speech);
// The way to decide, and what it asks: "Chaque personne a 3 points".
std::string decided_how(const workshop::Board& board, const Speech& speech);
// Who came first, and whether lots were drawn. Empty while nobody has voted.
std::string verdict(const workshop::Board& board, const Speech& speech);

// A bar for each card, of a judgment parted by grades, the best at the left, with a line in its middle: what it goes
// through is the majority grade.
double votes_height(const workshop::Board& board, double line_height);
void paint_votes(Canvas& canvas, const workshop::Board& board, const Speech& speech);
std::string votes_svg(const workshop::Board& board, const Speech& speech);  // for paper

}  // namespace print
