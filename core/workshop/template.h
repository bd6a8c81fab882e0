// Workshops that can be prepared: their brief, their phases and their zones, as assets/content/workshops.json tells
// them.
#pragma once

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
    bool hidden = false;  // cards written in it stay hidden until the next
  };
  struct Zone {
    std::string title, prompt;
  };
  std::string key, title, brief;
  std::vector<Phase> phases;
  std::vector<Zone> zones;

  int minutes() const;
};

// In the language asked for, where it is there, else in French. Error: "workshop.templates-unreadable".
base::Result<std::vector<Template>> read_templates(std::string_view json, std::string_view language);

// A board as the template has it, and its zones; the board comes first. `date` is YYYY-MM-DD.
std::vector<records::Draft> prepare(const Template& from, std::string_view date, base::Random& random);

}  // namespace workshop
