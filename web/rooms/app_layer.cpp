// The application's part in the outlines that a person adds to the map.
#include "rooms/app.h"
#include "session/layer.h"

namespace rooms {

// Outlines of a GeoJSON file for the map: kept in the dossier as they came, shown at once. False: it holds none.
bool App::take_layer(const std::string& bytes) {
  if (bytes.find("Polygon\"") == std::string::npos) return false;
  auto layer = session::read_layer(bytes);
  if (!layer) return false;
  const std::string name = importing_.file_name;
  importing_ = Importing{};
  importing_.file_name = name;
  if (bytes.size() > session::kMostLayerBytes) {
    fail_import(base::Message{"layer.too-big", {{"limit", words_.number(session::kMostLayerBytes / 1'000'000)}}});
    return true;
  }
  importing_ = Importing{};
  session_->put_setting("layer", bytes);
  session_->put_setting("layer-name", name);
  session_->put_setting("layer-look", "shown shaded");
  open_layer();
  host_.persist();
  go(Screen::kAtlas, {});
  toast(words_.plural("outcome.layer-added", layer_ ? layer_->size() : 0), false);
  return true;
}

// The layer the dossier holds, if any.
void App::open_layer() {
  layer_.reset();
  map_.layer = nullptr;
  if (auto layer = session::read_layer(session_->setting("layer")))
    layer_ = std::make_unique<geo::Layer>(std::move(*layer));
  map_.layer = layer_.get();
  map_.layer_name = session_->setting("layer-name");
  const std::string look = session_->setting("layer-look");
  map_.layer_shown = layer_ && look.find("shown") != std::string::npos;
  map_.layer_shaded = look.find("shaded") != std::string::npos;
}

}  // namespace rooms
