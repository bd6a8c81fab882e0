#include "records/kinds.h"

#include "records/lists.h"

namespace records {
namespace {

using enum Type;
using enum Need;

// Columns: key, label, type, need, search weight, personal, list, longest text, group.
//
// The national standard's 32 columns in its order, then ours. `secteurs` says which of the atlas's sectors a place
// belongs to (digital mediation, autonomy of elderly people...). `demonstration` names the fields whose content is
// invented, or holds "*" for a whole invented record; screens show it.
constexpr Field kPlaceFields[] = {
    {"id", "field.place.id", kText, kExpected, 0, false, "", 0, "more"},
    {"pivot", "field.place.pivot", kPivot, kExpected, 0, false, "", 0, "more"},
    {"nom", "field.place.nom", kText, kRequired, 8, false, "", 0, "essentials"},
    {"commune", "field.place.commune", kText, kExpected, 5, false, "", 0, "essentials"},
    {"code_postal", "field.place.code_postal", kPostcode, kExpected, 0, false, "", 0, "essentials"},
    {"code_insee", "field.place.code_insee", kInsee, kOptional, 0, false, "", 0, "more"},
    {"adresse", "field.place.adresse", kText, kExpected, 2, false, "", 0, "essentials"},
    {"complement_adresse", "field.place.complement_adresse", kText, kOptional, 0, false, "", 0, "essentials"},
    {"latitude", "field.place.latitude", kLatitude, kExpected, 0, false, "", 0, "essentials"},
    {"longitude", "field.place.longitude", kLongitude, kExpected, 0, false, "", 0, "essentials"},
    {"typologie", "field.place.typologie", kChoices, kOptional, 1, false, "typologie", 0, "essentials"},
    {"telephone", "field.place.telephone", kPhone, kOptional, 0, false, "", 0, "essentials"},
    {"courriels", "field.place.courriels", kEmails, kOptional, 0, false, "", 0, "essentials"},
    {"site_web", "field.place.site_web", kUrls, kOptional, 0, false, "", 0, "essentials"},
    {"horaires", "field.place.horaires", kHours, kExpected, 0, false, "", 0, "hours"},
    {"presentation_resume", "field.place.presentation_resume", kLongText, kOptional, 1, false, "", 280, "help"},
    {"presentation_detail", "field.place.presentation_detail", kLongText, kOptional, 1, false, "", 0, "help"},
    {"source", "field.place.source", kText, kOptional, 0, false, "", 0, "more"},
    {"itinerance", "field.place.itinerance", kChoices, kOptional, 0, false, "itinerance", 0, "help"},
    {"structure_parente", "field.place.structure_parente", kText, kOptional, 0, false, "", 0, "more"},
    {"date_maj", "field.place.date_maj", kDate, kExpected, 0, false, "", 0, "more"},
    {"services", "field.place.services", kChoices, kExpected, 2, false, "services", 0, "help"},
    {"publics_specifiquement_adresses", "field.place.publics_specifiquement_adresses", kChoices, kOptional, 0, false,
     "publics", 0, "help"},
    {"prise_en_charge_specifique", "field.place.prise_en_charge_specifique", kChoices, kOptional, 0, false,
     "prise-en-charge", 0, "help"},
    {"frais_a_charge", "field.place.frais_a_charge", kChoices, kOptional, 0, false, "frais", 0, "help"},
    {"dispositif_programmes_nationaux", "field.place.dispositif_programmes_nationaux", kChoices, kOptional, 0, false,
     "dispositifs", 0, "more"},
    {"formations_labels", "field.place.formations_labels", kChoices, kOptional, 0, false, "formations", 0, "more"},
    {"autres_formations_labels", "field.place.autres_formations_labels", kText, kOptional, 0, false, "", 0, "more"},
    {"modalites_acces", "field.place.modalites_acces", kChoices, kOptional, 0, false, "modalites-acces", 0, "help"},
    {"modalites_accompagnement", "field.place.modalites_accompagnement", kChoices, kOptional, 0, false,
     "modalites-accompagnement", 0, "help"},
    {"fiche_acces_libre", "field.place.fiche_acces_libre", kUrl, kOptional, 0, false, "", 0, "more"},
    {"prise_rdv", "field.place.prise_rdv", kUrl, kOptional, 0, false, "", 0, "hours"},
    {"secteurs", "field.place.secteurs", kChoices, kOptional, 1, false, "sector", 0, "help"},
    {"demonstration", "field.place.demonstration", kTags, kOptional, 0, false, "", 0, "more"},
};

constexpr Field kSheetFields[] = {
    {"title", "field.sheet.title", kText, kRequired, 8, false, "", 0, "content"},
    {"type", "field.sheet.type", kChoice, kExpected, 1, false, "sheet-type", 0, "content"},
    {"summary", "field.sheet.summary", kLongText, kOptional, 3, false, "", 1000, "content"},
    {"body", "field.sheet.body", kLongText, kOptional, 1, false, "", 0, "content"},
    {"steps", "field.sheet.steps", kLongText, kOptional, 1, false, "", 0, "content"},
    {"means", "field.sheet.means", kLongText, kOptional, 1, false, "", 0, "content"},
    {"pitfalls", "field.sheet.pitfalls", kLongText, kOptional, 1, false, "", 0, "content"},
    {"audiences", "field.sheet.audiences", kChoices, kOptional, 1, false, "audience", 0, "content"},
    {"sectors", "field.sheet.sectors", kChoices, kOptional, 1, false, "sector", 0, "content"},
    {"tags", "field.sheet.tags", kTags, kOptional, 2, false, "", 0, "content"},
    {"place", "field.sheet.place", kReference, kOptional, 0, false, "", 0, "content"},
    {"date", "field.sheet.date", kDate, kOptional, 0, false, "", 0, "about"},
    {"author", "field.sheet.author", kText, kOptional, 2, false, "", 0, "about"},
    {"licence", "field.sheet.licence", kChoice, kExpected, 0, false, "licence", 0, "about"},
    {"visibility", "field.sheet.visibility", kChoice, kOptional, 0, false, "visibility", 0, "about"},
    {"demonstration", "field.sheet.demonstration", kTags, kOptional, 0, false, "", 0, "about"},
};

constexpr Field kActorFields[] = {
    {"name", "field.actor.name", kText, kRequired, 8, false, "", 0, "content"},
    {"type", "field.actor.type", kChoice, kExpected, 0, false, "actor-type", 0, "content"},
    {"presentation", "field.actor.presentation", kLongText, kOptional, 1, false, "", 0, "content"},
    {"sectors", "field.actor.sectors", kChoices, kOptional, 1, false, "sector", 0, "content"},
    {"commune", "field.actor.commune", kText, kOptional, 5, false, "", 0, "content"},
    {"site_web", "field.actor.site_web", kUrls, kOptional, 0, false, "", 0, "content"},
    {"demonstration", "field.actor.demonstration", kTags, kOptional, 0, false, "", 0, "content"},
};

constexpr Field kSpaceFields[] = {
    {"name", "field.space.name", kText, kRequired, 8, false, "", 0, "content"},
    {"type", "field.space.type", kChoice, kExpected, 0, false, "space-type", 0, "content"},
    {"summary", "field.space.summary", kLongText, kOptional, 1, false, "", 1000, "content"},
    {"licence", "field.space.licence", kChoice, kExpected, 0, false, "licence", 0, "content"},
    {"starts", "field.space.starts", kDate, kOptional, 0, false, "", 0, "content"},
    {"ends", "field.space.ends", kDate, kOptional, 0, false, "", 0, "content"},
    {"demonstration", "field.space.demonstration", kTags, kOptional, 0, false, "", 0, "content"},
};

constexpr Field kLinkFields[] = {
    {"from", "field.link.from", kReference, kRequired, 0, false, "", 0, "content"},
    {"to", "field.link.to", kReference, kRequired, 0, false, "", 0, "content"},
    {"relation", "field.link.relation", kChoice, kRequired, 0, false, "relation", 0, "content"},
    {"x", "field.link.x", kNumber, kOptional, 0, false, "", 0, "content"},
    {"y", "field.link.y", kNumber, kOptional, 0, false, "", 0, "content"},
};

// A workshop's board. `phases` are "minutes name", in their order; `phase` counts them from 0. `ends` is when the phase
// under way ends, in milliseconds since 1970. `quota` is how many dots each person has. `secret` is 1 while ballots go
// into boxes (workshop/secret.h). `covered` is 1 while new cards stay on the tablet that wrote them; `hidden` counts
// the phases in which they do. `rehearses` names the board that this one only tries out (workshop/rehearsal.h);
// `closed` is the day on which the workshop ended.
constexpr Field kBoardFields[] = {
    {"title", "field.board.title", kText, kRequired, 8, false, "", 0, "content"},
    {"brief", "field.board.brief", kLongText, kOptional, 1, false, "", 0, "content"},
    {"template", "field.board.template", kText, kOptional, 0, false, "", 0, "content"},
    {"phases", "field.board.phases", kTags, kOptional, 0, false, "", 0, "content"},
    {"phase", "field.board.phase", kNumber, kOptional, 0, false, "", 0, "content"},
    {"ends", "field.board.ends", kNumber, kOptional, 0, false, "", 0, "content"},
    {"quota", "field.board.quota", kNumber, kOptional, 0, false, "", 0, "content"},
    {"vote", "field.board.vote", kChoice, kOptional, 0, false, "vote", 0, "content"},
    {"vote-zone", "field.board.vote-zone", kReference, kOptional, 0, false, "", 0, "content"},
    {"secret", "field.board.secret", kNumber, kOptional, 0, false, "", 0, "content"},
    {"lots", "field.board.lots", kText, kOptional, 0, false, "", 0, "content"},
    {"date", "field.board.date", kDate, kOptional, 0, false, "", 0, "content"},
    {"covered", "field.board.covered", kNumber, kOptional, 0, false, "", 0, "content"},
    {"hidden", "field.board.hidden", kTags, kOptional, 0, false, "", 0, "content"},
    {"rehearses", "field.board.rehearses", kReference, kOptional, 0, false, "", 0, "content"},
    {"closed", "field.board.closed", kDate, kOptional, 0, false, "", 0, "content"},
};

// Where cards lie. `order` sorts the zones of a board, equal ones by their ids.
constexpr Field kZoneFields[] = {
    {"board", "field.zone.board", kReference, kRequired, 0, false, "", 0, "content"},
    {"title", "field.zone.title", kText, kRequired, 2, false, "", 0, "content"},
    {"prompt", "field.zone.prompt", kLongText, kOptional, 0, false, "", 1000, "content"},
    {"order", "field.zone.order", kNumber, kOptional, 0, false, "", 0, "content"},
};

// Dots are votes on the card (votes.h), a number each; `hands` are those counted in the room, on paper or by raised
// hands. `x` and `y` are where it was put in its zone (workshop/wall.h); without them it stands in the row.
constexpr Field kCardFields[] = {
    {"board", "field.card.board", kReference, kRequired, 0, false, "", 0, "content"},
    {"zone", "field.card.zone", kReference, kOptional, 0, false, "", 0, "content"},
    {"text", "field.card.text", kLongText, kRequired, 3, false, "", 500, "content"},
    {"author", "field.card.author", kText, kOptional, 1, false, "", 60, "content"},
    {"hands", "field.card.hands", kNumber, kOptional, 0, false, "", 0, "content"},
    {"raised", "field.card.raised", kText, kOptional, 0, false, "", 0, "content"},
    {"colour", "field.card.colour", kChoice, kOptional, 0, false, "note", 0, "content"},
    {"group", "field.card.group", kReference, kOptional, 0, false, "", 0, "content"},
    {"x", "field.card.x", kNumber, kOptional, 0, false, "", 0, "content"},
    {"y", "field.card.y", kNumber, kOptional, 0, false, "", 0, "content"},
};

// Cards that people have put together.
constexpr Field kGroupFields[] = {
    {"board", "field.group.board", kReference, kRequired, 0, false, "", 0, "content"},
    {"title", "field.group.title", kText, kRequired, 2, false, "", 80, "content"},
};

// A line drawn by hand: "x,y x,y …" on the wall (workshop/wall.h).
constexpr Field kStrokeFields[] = {
    {"board", "field.stroke.board", kReference, kRequired, 0, false, "", 0, "content"},
    {"points", "field.stroke.points", kText, kRequired, 0, false, "", 0, "content"},
    {"colour", "field.stroke.colour", kChoice, kOptional, 0, false, "note", 0, "content"},
};

// What somebody says of a record. `at`: when, in milliseconds since 1970.
constexpr Field kCommentFields[] = {
    {"on", "field.comment.on", kReference, kRequired, 0, false, "", 0, "content"},
    {"text", "field.comment.text", kLongText, kRequired, 1, false, "", 1000, "content"},
    {"author", "field.comment.author", kText, kOptional, 0, false, "", 60, "content"},
    {"at", "field.comment.at", kNumber, kOptional, 0, false, "", 0, "content"},
};

// A photograph of the paper wall, of a zone of it or of a card: `on`. `picture` names its blob (workshop/photo.h),
// `text` says what it shows.
constexpr Field kPhotoFields[] = {
    {"on", "field.photo.on", kReference, kRequired, 0, false, "", 0, "content"},
    {"picture", "field.photo.picture", kText, kRequired, 0, false, "", 0, "content"},
    {"text", "field.photo.text", kText, kOptional, 1, false, "", 300, "content"},
};

// What somebody who tried a card or a sheet says of it (workshop/feedback.h).
constexpr Field kFeedbackFields[] = {
    {"on", "field.feedback.on", kReference, kRequired, 0, false, "", 0, "content"},
    {"face", "field.feedback.face", kChoice, kRequired, 0, false, "face", 0, "content"},
    {"words", "field.feedback.words", kChoices, kOptional, 0, false, "feedback-word", 0, "content"},
    {"text", "field.feedback.text", kLongText, kOptional, 1, false, "", 500, "content"},
};

// The ballots of a box that was opened: one a line (workshop/secret.h).
constexpr Field kTallyFields[] = {
    {"board", "field.tally.board", kReference, kRequired, 0, false, "", 0, "content"},
    {"ballots", "field.tally.ballots", kLongText, kRequired, 0, false, "", 500'000, "content"},
};

// What was decided about a card, by whom and why (workshop/choice.h).
constexpr Field kChoiceFields[] = {
    {"on", "field.choice.on", kReference, kRequired, 0, false, "", 0, "content"},
    {"decision", "field.choice.decision", kChoice, kRequired, 0, false, "decision", 0, "content"},
    {"who", "field.choice.who", kText, kRequired, 1, false, "", 120, "content"},
    {"why", "field.choice.why", kLongText, kRequired, 1, false, "", 1000, "content"},
    {"budget", "field.choice.budget", kText, kOptional, 0, false, "", 120, "content"},
    {"date", "field.choice.date", kDate, kOptional, 0, false, "", 0, "content"},
};

// What a table gives back to all, or a meeting in front of the public (workshop/report.h).
constexpr Field kReportFields[] = {
    {"board", "field.report.board", kReference, kRequired, 0, false, "", 0, "content"},
    {"title", "field.report.title", kText, kRequired, 2, false, "", 80, "content"},
    {"keywords", "field.report.keywords", kTags, kOptional, 1, false, "", 0, "content"},
    {"text", "field.report.text", kLongText, kOptional, 1, false, "", 2000, "content"},
    {"author", "field.report.author", kText, kOptional, 1, false, "", 60, "content"},
    {"date", "field.report.date", kDate, kOptional, 0, false, "", 0, "meeting"},
    {"place", "field.report.place", kText, kOptional, 1, false, "", 120, "meeting"},
    {"present", "field.report.present", kNumber, kOptional, 0, false, "", 0, "meeting"},
    {"questions", "field.report.questions", kLongText, kOptional, 1, false, "", 2000, "meeting"},
};

// What one sensor says of one quantity (sensors/series_record.h). `parts` name the blobs that hold its points: files
// only add some. `recipe` is the correction in use (sensors/recipe.h), `rejected` stretches of time that a person set
// aside, `kept` those whose flags a person lifted, `notes` what people know of a stretch (sensors/series_record.h).
// `keeper` says who looks after the sensor.
constexpr Field kSeriesFields[] = {
    {"station", "field.series.station", kText, kOptional, 4, false, "", 0, "content"},
    {"station_id", "field.series.station_id", kText, kOptional, 0, false, "", 0, "content"},
    {"quantity", "field.series.quantity", kText, kRequired, 1, false, "", 0, "content"},
    {"unit", "field.series.unit", kText, kOptional, 0, false, "", 0, "content"},
    {"latitude", "field.series.latitude", kLatitude, kOptional, 0, false, "", 0, "content"},
    {"longitude", "field.series.longitude", kLongitude, kOptional, 0, false, "", 0, "content"},
    {"height", "field.series.height", kNumber, kOptional, 0, false, "", 0, "content"},
    {"exposure", "field.series.exposure", kText, kOptional, 0, false, "", 0, "content"},
    {"zone", "field.series.zone", kText, kOptional, 0, false, "", 0, "content"},
    {"level", "field.series.level", kNumber, kOptional, 0, false, "", 0, "content"},
    {"sensor", "field.series.sensor", kText, kOptional, 0, false, "", 0, "about"},
    {"sensor_type", "field.series.sensor_type", kText, kOptional, 1, false, "", 0, "about"},
    {"source", "field.series.source", kText, kOptional, 0, false, "", 0, "about"},
    {"licence", "field.series.licence", kText, kOptional, 0, false, "", 0, "about"},
    {"authors", "field.series.authors", kText, kOptional, 0, false, "", 0, "about"},
    {"parent", "field.series.parent", kText, kOptional, 0, false, "", 0, "about"},
    {"made_by", "field.series.made_by", kText, kOptional, 0, false, "", 0, "about"},
    {"parts", "field.series.parts", kTags, kOptional, 0, false, "", 0, "about"},
    {"recipe", "field.series.recipe", kText, kOptional, 0, false, "", 0, "about"},
    {"rejected", "field.series.rejected", kTags, kOptional, 0, false, "", 0, "about"},
    {"kept", "field.series.kept", kTags, kOptional, 0, false, "", 0, "about"},
    {"notes", "field.series.notes", kTags, kOptional, 0, false, "", 0, "about"},
    {"keeper", "field.series.keeper", kText, kOptional, 0, false, "", 0, "about"},
    {"demonstration", "field.series.demonstration", kTags, kOptional, 0, false, "", 0, "about"},
};

constexpr Kind kKinds[] = {
    {"place", "kind.place", kPlaceFields},       {"sheet", "kind.sheet", kSheetFields},
    {"actor", "kind.actor", kActorFields},       {"space", "kind.space", kSpaceFields},
    {"link", "kind.link", kLinkFields},          {"board", "kind.board", kBoardFields},
    {"zone", "kind.zone", kZoneFields},          {"card", "kind.card", kCardFields},
    {"group", "kind.group", kGroupFields},       {"stroke", "kind.stroke", kStrokeFields},
    {"comment", "kind.comment", kCommentFields}, {"photo", "kind.photo", kPhotoFields},
    {"choice", "kind.choice", kChoiceFields},    {"report", "kind.report", kReportFields},
    {"tally", "kind.tally", kTallyFields},       {"feedback", "kind.feedback", kFeedbackFields},
    {"series", "kind.series", kSeriesFields},
};

}  // namespace

std::span<const Kind> kinds() { return kKinds; }

const Kind* find_kind(std::string_view key) {
  for (const Kind& kind : kKinds)
    if (kind.key == key) return &kind;
  return nullptr;
}

const Field* find_field(const Kind& kind, std::string_view key) {
  for (const Field& field : kind.fields)
    if (field.key == key) return &field;
  return nullptr;
}

const List* find_list(std::string_view key) {
  for (const auto lists : {national_lists(), own_lists()})
    for (const List& list : lists)
      if (list.key == key) return &list;
  return nullptr;
}

}  // namespace records
