// What narrows the atlas: around somewhere, facets with how many places each value gives, communes, and the order.
#include <algorithm>
#include <bit>

#include "base/utf8.h"
#include "rooms/atlas_parts.h"

namespace rooms {
namespace {

constexpr std::string_view kMapPrefix = "map:";         // a commune that only the map knows
constexpr std::array<int, 5> kRadii{2, 5, 10, 20, 50};  // km

std::string facet_label(const ui::Ui& ui, atlas::Facet facet) {
  for (const atlas::FacetSpec& spec : atlas::facets())
    if (spec.facet == facet) return ui.tr("facet." + std::string(spec.key));
  return {};
}

// Where one may be around: communes with places, and those whose name the map bears.
struct Somewhere {
  std::string key, name;
  geo::LonLat at;
};
std::vector<Somewhere> places_to_be(const Context& context) {
  std::vector<Somewhere> all;
  for (const atlas::Commune& commune : context.places.communes())
    if (commune.located > 0 && !commune.name.empty()) all.push_back({commune.key, commune.name, commune.center});
  if (context.map.home)
    for (const geo::Label& label : context.map.home->labels)
      if (label.kind == geo::LabelKind::kCommune)
        all.push_back({std::string(kMapPrefix) + base::fold(label.name), label.name, geo::to_lon_lat(label.at)});
  // The same name from both: the map's, which is the commune's own centre, with the key that stays without a map.
  std::ranges::stable_sort(all, {}, [](const Somewhere& one) { return base::fold(one.name); });
  std::vector<Somewhere> kept;
  for (Somewhere& one : all) {
    if (!kept.empty() && base::fold(kept.back().name) == base::fold(one.name)) {
      if (one.key.starts_with(kMapPrefix)) kept.back().at = one.at;
      continue;
    }
    kept.push_back(std::move(one));
  }
  return kept;
}

void around_fields(ui::Column& column, const Context& context, AtlasState& state, Commands& commands) {
  ui::Ui& ui = column.ui;
  ui::heading(column, "around", ui.tr("filters.around"), 2, ui::Type::kCard);
  column.gap(8);
  const std::vector<Somewhere> all = places_to_be(context);
  ui::Options options{{"", ui.tr("filters.anywhere")}};
  if (state.near == kHere) options.emplace_back(std::string(kHere), ui.tr("filters.here"));
  for (const Somewhere& one : all) options.emplace_back(one.key, one.name);
  std::string near = state.near;
  if (ui::select_field(column, "near", {.label = ui.tr("filters.near")}, options, near)) set_near(context, state, near);
  column.gap(12);
  if (ui::button(column, "here",
                 {.label = ui.tr("filters.near-me"),
                  .icon = ui::tokens::kIconLocateFixed,
                  .disabled = context.location.step == Location::Step::kAsking}))
    commands.push_back(AskLocation{});
  const char* said = context.location.step == Location::Step::kAsking        ? "location.asking"
                     : context.location.step == Location::Step::kRefused     ? "location.refused"
                     : context.location.step == Location::Step::kUnavailable ? "location.unavailable"
                                                                             : nullptr;
  if (said) {
    column.gap(8);
    ui::paragraph(column, "location", ui.tr(said));
  }
  if (state.query.around) {
    column.gap(12);
    ui::Options radii{{"0", ui.tr("filters.any-distance")}};
    for (const int km : kRadii)
      radii.emplace_back(
          std::to_string(km * 1000),
          ui.words().tr("filters.within", {{"distance", ui.words().tr("unit.km", {{"n", std::to_string(km)}})}}));
    std::string radius = std::to_string(static_cast<int>(state.query.radius));
    if (ui::select_field(column, "radius", {.label = ui.tr("filters.distance")}, radii, radius)) {
      state.query.radius = std::atoi(radius.c_str());
      ui.wake(2);
    }
  }
}

void facet_group(ui::Column& column, AtlasState& state, const atlas::FacetSpec& spec) {
  ui::Ui& ui = column.ui;
  const auto values = atlas::facet_values();
  const auto shown = [&](std::size_t i) {
    return values[i].facet == spec.facet && (state.found.counts[i] > 0 || (state.query.facets >> i & 1) != 0);
  };
  bool any = false, told_apart = false;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (shown(i)) {
      any = true;
      told_apart = told_apart || values[i].value != atlas::kNoValue;
    }
  if (!any || !told_apart) return;  // nobody says anything of it: nothing to choose
  const ui::Scope scope(ui, spec.key);
  const std::string name = facet_label(ui, spec.facet);
  column.gap(20);
  ui::heading(column, "name", name, 2, ui::Type::kCard);
  column.gap(4);
  const ui::Tall group(column, "values", "group", name);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!shown(i)) continue;
    bool on = (state.query.facets >> i & 1) != 0;
    const std::string label = ui.words().tr(
        "filters.value", {{"value", ui.tr(values[i].label)}, {"count", ui.words().number(state.found.counts[i])}});
    if (ui::checkbox(column, values[i].value, label, on)) {
      state.query.facets ^= std::uint64_t{1} << i;
      ui.wake(2);
    }
  }
}

// Communes are chosen one by one in a list, because there are many.
void commune_group(ui::Column& column, const Context& context, AtlasState& state) {
  ui::Ui& ui = column.ui;
  const ui::Scope scope(ui, "communes");
  const auto& communes = context.places.communes();
  column.gap(20);
  ui::heading(column, "name", ui.tr("facet.commune"), 2, ui::Type::kCard);
  column.gap(8);
  ui::Options options{{"", ui.tr("filters.add-commune")}};
  std::vector<std::size_t> order;
  for (std::size_t i = 1; i < communes.size(); ++i)
    if (i < state.found.commune_counts.size() && state.found.commune_counts[i] > 0 &&
        std::ranges::find(state.query.communes, communes[i].key) == state.query.communes.end())
      order.push_back(i);
  std::ranges::sort(order, {}, [&](std::size_t i) { return std::string_view(communes[i].key); });
  for (const std::size_t i : order)
    options.emplace_back(communes[i].key,
                         ui.words().tr("filters.value", {{"value", communes[i].name},
                                                         {"count", ui.words().number(state.found.commune_counts[i])}}));
  std::string added;
  if (ui::select_field(column, "add", {.label = ui.tr("filters.commune-label")}, options, added) && !added.empty()) {
    state.query.communes.push_back(added);
    ui.wake(2);
  }
  for (const std::string& key : state.query.communes) {
    const atlas::Commune* commune = context.places.find_commune(key);
    bool on = true;
    if (ui::checkbox(column, key, commune ? commune->name : key, on)) {
      std::erase(state.query.communes, std::string(key));
      ui.wake(2);
      break;
    }
  }
}

const char* order_key(atlas::Order order) {
  switch (order) {
    case atlas::Order::kAuto:
    case atlas::Order::kBest:
      return "best";
    case atlas::Order::kName:
      return "name";
    case atlas::Order::kNear:
      return "near";
    case atlas::Order::kRecent:
      return "recent";
  }
  return "";
}

}  // namespace

void set_near(const Context& context, AtlasState& state, std::string_view near) {
  state.near.clear();
  state.query.around.reset();
  state.query.radius = near.empty() ? 0 : state.query.radius;
  if (near == kHere && context.location.step == Location::Step::kFound) {
    state.near = kHere;
    state.query.around = context.location.at;
  }
  for (const Somewhere& one : places_to_be(context))
    if (one.key == near) {
      state.near = near;
      state.query.around = one.at;
    }
  if (near.starts_with(kMapPrefix) && !context.map.home) state.near = near;
}

std::size_t filter_count(const AtlasState& state) {
  return static_cast<std::size_t>(std::popcount(state.query.facets)) + state.query.communes.size() +
         (state.query.around && state.query.radius > 0 ? 1 : 0);
}

void clear_filters(AtlasState& state) {
  state.query.facets = 0;
  state.query.communes.clear();
  state.query.around.reset();
  state.query.radius = 0;
  state.near.clear();
}

void order_field(ui::Ui& ui, const ui::Rect& rect, AtlasState& state) {
  using atlas::Order;
  ui::Options options;
  std::vector<Order> orders{Order::kAuto, Order::kName, Order::kRecent};
  if (state.query.around) orders.insert(orders.begin() + 1, Order::kNear);
  for (const Order order : orders) {
    // What comes first by itself depends on what is asked.
    const Order means = order != Order::kAuto       ? order
                        : state.query.around        ? Order::kNear
                        : state.query.words.empty() ? Order::kName
                                                    : Order::kBest;
    if (order != Order::kAuto && means == (state.query.around          ? Order::kNear
                                           : state.query.words.empty() ? Order::kName
                                                                       : Order::kBest))
      continue;
    options.emplace_back(std::to_string(static_cast<int>(order)), ui.tr(std::string("order.") + order_key(means)));
  }
  std::string chosen = std::to_string(static_cast<int>(state.query.order));
  if (std::ranges::find(options, chosen, &std::pair<std::string, std::string>::first) == options.end()) chosen = "0";
  if (ui::bare_select_at(ui, "order", rect, {.label = ui.tr("order.label")}, options, chosen)) {
    state.query.order = static_cast<Order>(std::atoi(chosen.c_str()));
    ui.wake(2);
  }
}

void filter_list(ui::Column& column, const Context& context, AtlasState& state) {
  ui::Ui& ui = column.ui;
  const auto values = atlas::facet_values();
  const auto line = [&](std::string_view key, const std::string& what) {
    ui::Flow flow(column);
    const bool pressed = ui::button(
        flow, key, {.label = ui.words().tr("filters.remove", {{"value", what}}), .icon = ui::tokens::kIconX});
    flow.into(column);
    column.gap(8);
    if (pressed) ui.wake(2);
    return pressed;
  };
  for (std::size_t i = 0; i < values.size(); ++i) {
    if ((state.query.facets >> i & 1) == 0) continue;
    const std::string key = std::to_string(i);
    if (line(key, ui.tr(values[i].label))) state.query.facets ^= std::uint64_t{1} << i;
  }
  for (const std::string& key : std::vector<std::string>(state.query.communes)) {
    const atlas::Commune* commune = context.places.find_commune(key);
    if (line(key, commune ? commune->name : key)) std::erase(state.query.communes, key);
  }
  if (state.query.around && state.query.radius > 0 &&
      line("radius", ui.words().tr("filters.within", {{"distance", distance_words(ui.words(), state.query.radius)}})))
    state.query.radius = 0;
  if (ui::button(column, "clear-filters", {.label = ui.tr("filters.clear"), .icon = ui::tokens::kIconX})) {
    clear_filters(state);
    ui.wake(2);
  }
}

void filter_panel(ui::Ui& ui, const Context& context, AtlasState& state, const ui::Rect& area, Commands& commands) {
  refresh(ui, context, state);
  const ui::Container panel(ui, "filter-panel", "form", area, {.name = ui.tr("filters.title")});
  const float control = ui.control(ui::tokens::kTargetControl), bar = control + 24;
  const auto close = [&] {
    state.filters_open = false;
    ui.focus_title();
    ui.wake(2);
  };
  if (ui.shortcut("Escape")) close();
  {
    ui::ScrollArea scroll(ui, "fields", {area.x, area.y, area.w, std::max(0.f, area.h - bar)}, 16, !state.map_focused);
    ui::Column& column = scroll.column();
    ui::heading(column, "title", ui.tr("filters.title"), 1, ui::Type::kRoom);
    column.gap(12);
    if (filter_count(state) > 0 || state.query.around) {
      if (ui::button(column, "clear", {.label = ui.tr("filters.clear"), .icon = ui::tokens::kIconX})) {
        clear_filters(state);
        ui.say(ui.tr("filters.cleared"));
        ui.wake(2);
      }
      column.gap(16);
    }
    around_fields(column, context, state, commands);
    for (const atlas::Facet facet : {atlas::Facet::kOpen, atlas::Facet::kService})
      for (const atlas::FacetSpec& spec : atlas::facets())
        if (spec.facet == facet) facet_group(column, state, spec);
    commune_group(column, context, state);
    for (const atlas::FacetSpec& spec : atlas::facets())
      if (spec.facet != atlas::Facet::kOpen && spec.facet != atlas::Facet::kService) facet_group(column, state, spec);
    column.gap(20);
    ui::heading(column, "order-title", ui.tr("order.label"), 2, ui::Type::kCard);
    column.gap(8);
    order_field(ui, column.take(ui.control(52)), state);
  }
  const ui::Rect foot{area.x, area.bottom() - bar, area.w, bar};
  ui.fill(foot, ui.theme().raised);
  ui.fill({foot.x, foot.y, foot.w, 1}, ui.theme().border);
  if (ui::button_at(ui, "show", foot.inset(16, 12),
                    {.label = ui.words().plural("filters.show", state.shown.size()), .look = ui::Look::kPrimary}))
    close();
}

}  // namespace rooms
