// What the application asks of the page around it (shell/BRIDGE.md). One implementation in web/platform, one in tests.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "exchange/client.h"

namespace rooms {

// What the page does after a piece of a file: stops reading it, gives the next, or waits for Host::next_piece.
enum FileAnswer { kStopReading = 0, kNextPiece = 1, kWaitToRead = 2 };

struct Host {
  virtual ~Host() = default;
  virtual void download(const std::string& name, std::string_view mime, std::string_view bytes) = 0;
  virtual void fetch_asset(const std::string& name) = 0;  // answered by App::asset
  virtual void reload() = 0;
  virtual void take_over() = 0;
  virtual void persist() = 0;
  virtual void hub_send(int id, const exchange::Request& request, std::string_view body) = 0;  // App::hub_reply answers
  virtual void next_piece() = 0;                                                               // of a file that waits
  virtual void qr(const std::string& text) = 0;  // answered by App::qr_reply
  virtual void copy(const std::string& text) = 0;
  // A picture's bytes, made no larger than `longest` a side: answered by App::image.
  virtual void decode(const std::string& name, int longest, std::string_view bytes) = 0;
  virtual void drop_texture(std::uint64_t texture) = 0;
  virtual void locate() = 0;  // answered by App::located
  // The fragment that stands for what is shown. `push`: it is a new step of the page's history.
  virtual void set_address(const std::string& fragment, bool push) = 0;
  virtual void wake() = 0;           // a frame is wanted
  virtual void wake_in(int ms) = 0;  // and one then, for what ends by itself
};

}  // namespace rooms
