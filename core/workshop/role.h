// What a tablet is for in a workshop: whoever leads has all of it at hand, the others only what is theirs, so that a
// slip of a finger at a table changes no phase for the room. It is a setting of the device and protects from nobody.
#pragma once

#include <string>
#include <string_view>

#include "base/id.h"

namespace workshop {

enum class Role {
  kFacilitator,  // phases, time, reveal, ways to decide, the end
  kParticipant,  // cards and votes
  kRapporteur,   // and what the table gives back, and what is decided
  kWitness       // looks on, and says at the end what helped
};
inline constexpr std::string_view kRoles[] = {"facilitator", "participant", "rapporteur", "witness"};

std::string role_setting(base::Id board);  // its key
Role read_role(std::string_view setting);  // what names none of them leads

constexpr bool leads(Role role) { return role == Role::kFacilitator; }
constexpr bool writes(Role role) { return role != Role::kWitness; }
constexpr bool reports(Role role) { return role != Role::kParticipant; }
constexpr bool decides(Role role) { return role == Role::kFacilitator || role == Role::kRapporteur; }

}  // namespace workshop
