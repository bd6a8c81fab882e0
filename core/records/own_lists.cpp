#include "records/lists.h"

namespace records {
namespace {

constexpr Choice kSheetType[] = {
    {"note", "list.sheet-type.note"},
    {"besoin", "list.sheet-type.besoin"},
    {"fiche-action", "list.sheet-type.fiche-action"},
    {"candidature", "list.sheet-type.candidature"},
    {"projet", "list.sheet-type.projet"},
    {"visite", "list.sheet-type.visite"},
    {"portrait-metier", "list.sheet-type.portrait-metier"},
    {"bonne-pratique", "list.sheet-type.bonne-pratique"},
    {"feuille-de-route", "list.sheet-type.feuille-de-route"},
    {"brique", "list.sheet-type.brique"},
    {"service", "list.sheet-type.service"},
    {"mission", "list.sheet-type.mission"},
    {"commande-grandeur", "list.sheet-type.commande-grandeur"},
    {"article", "list.sheet-type.article"},
    {"page", "list.sheet-type.page"},
    {"temoignage", "list.sheet-type.temoignage"},
    {"attestation", "list.sheet-type.attestation"},
};

constexpr Choice kAudience[] = {
    {"seniors", "list.audience.seniors"},   {"jeunes", "list.audience.jeunes"},
    {"familles", "list.audience.familles"}, {"etudiants", "list.audience.etudiants"},
    {"femmes", "list.audience.femmes"},     {"tous", "list.audience.tous"},
};

constexpr Choice kSector[] = {
    {"mediation", "list.sector.mediation"},
    {"autonomie", "list.sector.autonomie"},
    {"sante", "list.sector.sante"},
    {"culture", "list.sector.culture"},
    {"education", "list.sector.education"},
    {"entreprise", "list.sector.entreprise"},
    {"service-public", "list.sector.service-public"},
    {"habitants", "list.sector.habitants"},
};

constexpr Choice kVisibility[] = {
    {"privee", "list.visibility.privee"},
    {"groupe", "list.visibility.groupe"},
    {"publique", "list.visibility.publique"},
};

constexpr Choice kLicence[] = {
    {"CC-BY-SA-4.0", "list.licence.cc-by-sa-4-0"}, {"CC-BY-4.0", "list.licence.cc-by-4-0"},
    {"CC0-1.0", "list.licence.cc0-1-0"},           {"etalab-2.0", "list.licence.etalab-2-0"},
    {"ODbL-1.0", "list.licence.odbl-1-0"},         {"EUPL-1.2", "list.licence.eupl-1-2"},
};

constexpr Choice kActorType[] = {
    {"person", "list.actor-type.person"},
    {"organisation", "list.actor-type.organisation"},
};

constexpr Choice kSpaceType[] = {
    {"territory", "list.space-type.territory"},
    {"campaign", "list.space-type.campaign"},
    {"partnership", "list.space-type.partnership"},
    {"edition", "list.space-type.edition"},
};

constexpr Choice kRelation[] = {
    {"derives-from", "list.relation.derives-from"}, {"answers", "list.relation.answers"},
    {"carried-by", "list.relation.carried-by"},     {"placed-on", "list.relation.placed-on"},
    {"conflict", "list.relation.conflict"},         {"requires-skill", "list.relation.requires-skill"},
    {"goes-with", "list.relation.goes-with"},
};

// Colours of cards, each with a shape of its own (assets/design/tokens.json, "notes").
constexpr Choice kNote[] = {
    {"genet", "list.note.genet"}, {"ocean", "list.note.ocean"},       {"pin", "list.note.pin"},
    {"tuile", "list.note.tuile"}, {"bruyere", "list.note.bruyere"},   {"huitre", "list.note.huitre"},
    {"rose", "list.note.rose"},   {"estuaire", "list.note.estuaire"},
};

// Ways to decide (workshop/decision.h).
constexpr Choice kVote[] = {
    {"dots", "list.vote.dots"},
    {"approval", "list.vote.approval"},
    {"ranking", "list.vote.ranking"},
    {"judgment", "list.vote.judgment"},
};

// What was decided about a proposal.
constexpr Choice kDecision[] = {
    {"kept", "list.decision.kept"},
    {"amended", "list.decision.amended"},
    {"deferred", "list.decision.deferred"},
    {"rejected", "list.decision.rejected"},
};

// What somebody who tried something feels, and says (workshop/feedback.h).
constexpr Choice kFace[] = {
    {"likes", "list.face.likes"},
    {"unsure", "list.face.unsure"},
    {"dislikes", "list.face.dislikes"},
};
constexpr Choice kFeedbackWord[] = {
    {"simple", "list.feedback-word.simple"},         {"clear", "list.feedback-word.clear"},
    {"reassuring", "list.feedback-word.reassuring"}, {"fun", "list.feedback-word.fun"},
    {"useful", "list.feedback-word.useful"},         {"complicated", "list.feedback-word.complicated"},
    {"too-small", "list.feedback-word.too-small"},   {"too-fast", "list.feedback-word.too-fast"},
    {"worrying", "list.feedback-word.worrying"},     {"not-for-me", "list.feedback-word.not-for-me"},
};

constexpr List kLists[] = {
    {"sheet-type", kSheetType, true},
    {"audience", kAudience},
    {"sector", kSector},
    {"visibility", kVisibility},
    {"licence", kLicence, true},
    {"actor-type", kActorType},
    {"space-type", kSpaceType},
    {"relation", kRelation},
    {"note", kNote},
    {"vote", kVote},
    {"decision", kDecision},
    {"face", kFace},
    {"feedback-word", kFeedbackWord},
};

}  // namespace

std::span<const List> own_lists() { return kLists; }

}  // namespace records
