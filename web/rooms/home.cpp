#include <array>
#include <cmath>

#include "draw/picture.h"
#include "rooms/rooms.h"

namespace rooms {
namespace {

void scene(ui::Column& column) {
  ui::Ui& ui = column.ui;
  const bool phone = !ui.wide_enough();
  const bool dark = ui.theme_id() != ui::tokens::kLight;
  const ui::art::Picture& picture = ui::art::kScene;
  const std::string greeting = ui.tr("home.greeting");
  const ui::Type type = ui.layout() == ui::Layout::kPhone ? ui::Type::kCard : ui::Type::kPage;
  const float wrap = column.w - (phone ? 32 : 64);
  const float words = ui.measure({.type = type, .bold = true}, greeting, wrap).y;
  const float scale = std::max(phone ? 0.45f : 0.f, column.w / picture.width);
  // Under the words where there is little room; else the words stand in its sky, left of the huts.
  const float height = phone ? words + 8 + std::min(picture.height * scale * 0.8f, 240.f) : std::max(words + 90, 176.f);
  const ui::Rect rect = column.take(height);
  const float below = phone ? 0 : (picture.height * scale - rect.h) / 2;
  ui.push_clip(rect);
  ui.fill(rect, dark ? picture.shapes[0].dark : picture.shapes[0].light);
  draw::picture(ui, picture, {rect.right() - picture.width * scale, rect.bottom() + below - picture.height * scale},
                scale, dark);
  ui.pop_clip();
  // Rounded corners: the page's colour over the square ones.
  for (float i = 0; i < 12; i += 1) ui.stroke(rect.inset(-i), ui.theme().surface, 1.5f, 24 + i);
  const ui::Rect said{rect.x + (phone ? 16 : 32), rect.y + 16, wrap, words};
  ui.node(ui.id("greeting"), "h2", said, {.name = greeting, .extra = ui::font_extra(ui, type)});
  ui.text({said.x, said.y}, {.type = type, .bold = true}, greeting, wrap);
}

ui::CardSpec card(const ui::Ui& ui, std::string_view kind, std::string title, std::string detail, const char* icon) {
  for (const ui::tokens::KindStyle& style : ui::tokens::kKinds)
    if (style.kind == kind)
      return {std::move(title), std::move(detail), icon, style.ink[ui.theme_id()], style.soft[ui.theme_id()]};
  return {std::move(title), std::move(detail), icon, ui.theme().primary, ui.theme().primary_soft};
}

// Cards side by side where there is room, of one height.
template <std::size_t N, class Press>
void cards(ui::Column& column, const std::array<std::pair<std::string_view, ui::CardSpec>, N>& all, Press&& press) {
  ui::Ui& ui = column.ui;
  const float least = 300 * std::max(1.f, ui.text_scale());
  const auto across = static_cast<std::size_t>(
      std::max(1.f, std::min(static_cast<float>(N), std::floor((column.w + 16) / (least + 16)))));
  const float width = (column.w - 16 * static_cast<float>(across - 1)) / static_cast<float>(across);
  float height = 0;
  for (const auto& [key, spec] : all) height = std::max(height, ui::card_button_height(ui, spec, width));
  for (std::size_t i = 0; i < N; ++i) {
    const std::size_t at = i % across;
    const ui::Rect rect{column.x + static_cast<float>(at) * (width + 16), column.y, width, height};
    if (ui::card_button_at(ui, all[i].first, rect, all[i].second)) press(all[i].first);
    if (at + 1 == across || i + 1 == N) column.gap(height + 16);
  }
}

void explanation(ui::Column& column) {
  ui::Ui& ui = column.ui;
  ui::Card card(column);
  ui::heading(card.inside, "what", ui.tr("home.what-title"), 2, ui::Type::kCard);
  card.inside.gap(10);
  static constexpr struct {
    const char* key;
    const char* icon;
  } kPoints[] = {{"home.what-1", ui::tokens::kIconMapPinned},
                 {"home.what-2", ui::tokens::kIconWifiOff},
                 {"home.what-3", ui::tokens::kIconHardDrive}};
  for (const auto& point : kPoints) {
    const float size = ui.beside_text(24), lead = size + 20;
    ui.icon({card.inside.x + 2 + size / 2, card.inside.y + ui.line_height(ui::Type::kBody) / 2}, point.icon, size,
            ui.theme().primary);
    ui::Column words{ui, card.inside.x + lead, card.inside.y, card.inside.w - lead};
    ui::paragraph(words, point.key, ui.tr(point.key));
    card.inside.y = words.y + 8;
  }
}

}  // namespace

void home(ui::Ui& ui, const Context& context, const ui::Rect& area, Commands& commands) {
  ui::ScrollArea scroll(ui, "home", area, ui.margin(), true);
  ui::Column& column = scroll.column();
  column.y -= ui.margin() - 4;  // the header already left its space
  scene(column);
  column.gap(16);
  const bool usable = context.session.phase() == session::Phase::kReady;
  if (!usable) {
    ui::paragraph(column, "opening",
                  ui.tr(context.session.phase() == session::Phase::kFailed ? "home.cannot-open" : "home.opening"));
    return;
  }
  const std::size_t count = context.places.size();
  if (count == 0) {
    // On a small screen what can be done comes first.
    const bool phone = ui.layout() == ui::Layout::kPhone;
    if (!phone) {
      explanation(column);
      column.gap(16);
    }
    const std::array<std::pair<std::string_view, ui::CardSpec>, 4> ways{{
        {"demonstration", card(ui, "place", ui.tr("home.demonstration"), ui.tr("home.demonstration-detail"),
                               ui::tokens::kIconMapPinned)},
        {"import", card(ui, "sheet", ui.tr("home.import"), ui.tr("home.import-detail"), ui::tokens::kIconUpload)},
        {"workshops",
         card(ui, "board", ui.tr("room.workshops"), ui.tr("home.workshops-detail"), ui::tokens::kIconUsersRound)},
        {"measures",
         card(ui, "series", ui.tr("room.measures"), ui.tr("home.measures-detail"), ui::tokens::kIconActivity)},
    }};
    cards(column, ways, [&](std::string_view key) {
      if (key == "demonstration")
        commands.push_back(LoadDemonstration{});
      else if (key == "workshops")
        commands.push_back(GoTo{Screen::kWorkshops, {}});
      else if (key == "measures")
        commands.push_back(GoTo{Screen::kMeasures, {}});
      else
        commands.push_back(GoTo{Screen::kFiles, {}});
    });
    if (phone) explanation(column);
    return;
  }
  const std::array<std::pair<std::string_view, ui::CardSpec>, 6> ways{{
      {"find",
       card(ui, "place", ui.tr("home.find"), ui.words().plural("home.find-detail", count), ui::tokens::kIconMapPin)},
      {"add", card(ui, "response", ui.tr("home.add"), ui.tr("home.add-detail"), ui::tokens::kIconPlus)},
      {"import", card(ui, "sheet", ui.tr("home.import"), ui.tr("home.import-detail"), ui::tokens::kIconUpload)},
      {"workshops",
       card(ui, "board", ui.tr("room.workshops"), ui.tr("home.workshops-detail"), ui::tokens::kIconUsersRound)},
      {"measures",
       card(ui, "series", ui.tr("room.measures"), ui.tr("home.measures-detail"), ui::tokens::kIconActivity)},
      {"copy", card(ui, "place", ui.tr("home.copy"), ui.tr("home.copy-detail"), ui::tokens::kIconDownload)},
  }};
  cards(column, ways, [&](std::string_view key) {
    if (key == "find")
      commands.push_back(GoTo{Screen::kAtlas, {}});
    else if (key == "add")
      commands.push_back(GoTo{Screen::kEdit, {}});
    else if (key == "workshops")
      commands.push_back(GoTo{Screen::kWorkshops, {}});
    else if (key == "measures")
      commands.push_back(GoTo{Screen::kMeasures, {}});
    else
      commands.push_back(GoTo{Screen::kFiles, {}});
  });
}

}  // namespace rooms
