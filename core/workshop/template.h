// Workshops that can be prepared: their brief, their phases and their zones, and what whoever leads one says and does,
// as assets/content/workshops.json tells them: academies' workshops, whole days, and paths of several meetings.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "records/draft.h"

namespace workshop {

struct Template {
  struct Phase {
    std::string name;
    int minutes = 0;
    bool hidden = false;          // cards written in it stay hidden until the next
    std::string purpose, script;  // what it is for, what is said
    std::string who;              // takes part; empty: all
  };
  struct Zone {
    std::string title, prompt;
  };
  struct Role {
    std::string name, task, note;  // what it does anywhere, and here
  };
  std::string key, title, brief, context;
  std::vector<Role> roles;
  std::string vote;                      // of the list "vote"; may be empty
  std::optional<std::size_t> vote_zone;  // of `zones`: whose cards are voted on
  std::vector<Phase> phases;
  std::vector<Zone> zones;

  int minutes() const;
};

// In the language asked for, where it is there, else in French. Error: "workshop.templates-unreadable".
base::Result<std::vector<Template>> read_templates(std::string_view json, std::string_view language);

// A board as the template has it, and its zones; the board comes first. `date` is YYYY-MM-DD.
std::vector<records::Draft> prepare(const Template& from, std::string_view date, base::Random& random);

}  // namespace workshop
