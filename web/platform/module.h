// The application's single instance in the page, and the doors of this folder to each other.
#pragma once

#include <cstdint>

#include "rooms/app.h"

namespace platform {

// The application, null before the page has given its fonts.
rooms::App* app();
void wake(int frames);

// Answers of the page's storage worker (store::Executor of the application).
store::Executor& storage();
void storage_reply(int request, bool ok, const char* json);

}  // namespace platform
