// What the tool says to people: messages of the core in the user's language, on the standard error.
#pragma once

#include <string>
#include <string_view>

#include "base/catalogue.h"
#include "base/message.h"

namespace tool {

class Speech {
 public:
  explicit Speech(std::string_view language);  // "fr", "en"; another one: French
  std::string words(const base::Message& message) const { return catalogue_.format(message); }
  void say(const base::Message& message) const;

 private:
  std::string bytes_;
  base::Catalogue catalogue_;
};

}  // namespace tool
