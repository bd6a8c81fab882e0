#include "workshop/role.h"

#include <algorithm>

namespace workshop {

std::string role_setting(base::Id board) { return "role/" + base::to_hex(board); }

Role read_role(std::string_view setting) {
  const auto* found = std::ranges::find(kRoles, setting);
  return found == std::end(kRoles) ? Role::kFacilitator : static_cast<Role>(found - std::begin(kRoles));
}

}  // namespace workshop
