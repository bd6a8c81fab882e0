// A series as a record of the dossier: what it is in fields, its points in blobs (series/part.h) that the field `parts`
// names. Two devices that read the same file make the same record with the same parts.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "records/draft.h"
#include "records/state.h"
#include "series/series.h"

namespace sensors {

base::Id record_id(const series::Header& header);

// The record with `parts` (values of oplog/blob.h) added to those it has. One that is there keeps what it says.
records::Draft record_with(const records::State& state, const series::Header& header,
                           std::span<const std::string> parts);

series::Header header_of(const records::State& state, base::Id record);
std::vector<std::string> parts_of(const records::State& state, base::Id record);  // SHA-256, 64 hex digits each

// A stretch of time that a person set aside: from <= time < until.
struct Stretch {
  series::Ms from = 0, until = 0;
  bool operator==(const Stretch&) const = default;
};
std::string write_stretch(const Stretch& stretch);  // "2026-03-29T01:00:00Z/2026-03-29T02:00:00Z"
// Of the field `rejected` or `kept`; what is no stretch is passed over.
std::vector<Stretch> stretches_of(const records::State& state, base::Id record, std::string_view field);

// What somebody knows of a stretch: "2026-03-29T01:00:00Z/2026-03-29T02:00:00Z Travaux dans la rue".
struct Note {
  Stretch stretch;
  std::string words;
};
std::string write_note(const Note& note);
std::optional<Note> read_note(std::string_view text);
std::vector<Note> notes_of(const records::State& state, base::Id record);  // by time

// Where series stand together.
struct Station {
  series::Station is;
  std::string name;              // what it is called, else its id
  std::vector<base::Id> series;  // by quantity, in the order of series::quantities(), others behind by name
  bool demonstration = false;    // its values are invented
  std::string keeper;            // who looks after it: "citizen", "reference" or ""
};
std::vector<Station> stations(const records::State& state);  // by name

}  // namespace sensors
