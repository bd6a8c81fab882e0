// Series in and out of a dossier: sensor files kept in one, its series read back.
#pragma once

#include <vector>

#include "series/series.h"
#include "tool/dossier.h"

namespace tool {

bool is_dossier(const std::string& path);  // by its first bytes

// One action. Errors: store.*.
base::Status keep_series(Dossier& dossier, const std::vector<series::Series>& all);
// As they came, flags and corrections left aside. Errors: store.*, series.*; object.absent for points that have not
// come to this dossier.
base::Result<std::vector<series::Series>> read_series(Dossier& dossier);

}  // namespace tool
