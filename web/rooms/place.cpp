#include "draw/map.h"
#include "rooms/atlas_parts.h"
#include "rooms/rooms.h"

namespace rooms {
namespace {

// Shown above the list of fields, in its own way, or not for people.
bool shown_apart(std::string_view field) {
  for (const std::string_view apart : {"nom", "commune", "code_postal", "adresse", "complement_adresse", "latitude",
                                       "longitude", "telephone", "id", "pivot", "code_insee", "demonstration"})
    if (field == apart) return true;
  return false;
}

const char* field_icon(std::string_view field) {
  using namespace ui::tokens;
  if (field == "horaires" || field == "prise_rdv") return kIconCalendarDays;
  if (field == "services" || field == "modalites_accompagnement") return kIconHeartHandshake;
  if (field == "courriels") return kIconMail;
  if (field == "site_web") return kIconGlobe;
  if (field == "frais_a_charge") return kIconEuro;
  if (field == "prise_en_charge_specifique" || field == "fiche_acces_libre") return kIconAccessibility;
  if (field == "publics_specifiquement_adresses") return kIconUsersRound;
  if (field == "modalites_acces") return kIconRoute;
  if (field == "date_maj" || field == "source") return kIconHistory;
  return kIconInfo;
}

std::string digits_of(std::string_view phone) {
  std::string digits;
  for (const char c : phone)
    if ((c >= '0' && c <= '9') || c == '+') digits += c;
  return digits;
}

std::string address_words(const records::State& state, base::Id id) {
  std::string words(state.text(id, "adresse"));
  const auto append = [&](std::string_view text, std::string_view separator) {
    if (text.empty()) return;
    if (!words.empty()) words += separator;
    words += text;
  };
  append(state.text(id, "complement_adresse"), ", ");
  append(state.text(id, "code_postal"), ", ");
  append(state.text(id, "commune"), state.text(id, "code_postal").empty() ? ", " : " ");
  return words;
}

void top_bar(ui::Ui& ui, const Context& context, const ui::Rect& bar, std::size_t shown, Commands& commands) {
  ui.fill({bar.x, bar.bottom() - 1, bar.w, 1}, ui.theme().border);
  const std::string back = ui.words().plural("atlas.results", shown);
  const bool narrow = bar.w < 460 * ui.text_scale();
  const auto spec = [&](std::string label, const char* icon, bool icon_only) {
    return ui::ButtonSpec{.label = std::move(label), .icon = icon, .look = ui::Look::kQuiet, .icon_only = icon_only};
  };
  ui::ButtonSpec to_list = spec(back, ui::tokens::kIconArrowLeft, false),
                 edit = spec(ui.tr("place.correct"), ui::tokens::kIconPencil, false);
  const ui::ButtonSpec history = spec(ui.tr("place.history"), ui::tokens::kIconHistory, narrow);
  // Very large words leave room for signs alone.
  to_list.icon_only = edit.icon_only =
      ui::button_size(ui, to_list).x + ui::button_size(ui, edit).x + ui::button_size(ui, history).x + 24 > bar.w;
  const float y = bar.y + (bar.h - ui.control(ui::tokens::kTargetControl)) / 2;
  const auto place = [&](const ui::ButtonSpec& button, float x) {
    const ui::Point size = ui::button_size(ui, button);
    return ui::Rect{x, y, size.x, size.y};
  };
  if (ui::button_at(ui, "back", place(to_list, bar.x + 8), to_list) || ui.shortcut("Escape"))
    commands.push_back(GoTo{Screen::kAtlas, {}});
  float x = bar.right() - 8 - ui::button_size(ui, edit).x;
  const ui::Rect edit_at = place(edit, x);
  x -= ui::button_size(ui, history).x + 4;
  if (ui::button_at(ui, "history", place(history, x), history))
    commands.push_back(GoTo{Screen::kHistory, context.record});
  if (ui::button_at(ui, "edit", edit_at, edit)) commands.push_back(GoTo{Screen::kEdit, context.record});
}

void contacts(ui::Column& column, const records::State& state, base::Id id, Commands& commands) {
  ui::Ui& ui = column.ui;
  ui::Flow flow(column);
  const std::string phone(state.text(id, "telephone"));
  if (!phone.empty()) {
    const ui::LinkSpec call{.label = phone_words(phone),
                            .href = "tel:" + digits_of(phone),
                            .icon = ui::tokens::kIconPhone,
                            .look = ui::Look::kPrimary};
    const ui::Point size = ui::link_size(ui, call, flow.right - flow.x0);
    ui::link_at(ui, "call", flow.place(size.x, size.y), call);
    if (ui::button(flow, "copy",
                   {.label = ui.tr("place.copy-phone"), .icon = ui::tokens::kIconCopy, .icon_only = true}))
      commands.push_back(CopyText{phone_words(phone)});
  }
  const auto link = [&](std::string_view key, std::string label, std::string href, const char* icon) {
    const ui::LinkSpec spec{.label = std::move(label),
                            .href = std::move(href),
                            .icon = icon,
                            .look = ui::Look::kSecondary,
                            .new_tab = true};
    const ui::Point size = ui::link_size(ui, spec, flow.right - flow.x0);
    ui::link_at(ui, key, flow.place(size.x, size.y), spec);
  };
  const auto sites = state.texts(id, "site_web");
  for (std::size_t i = 0; i < sites.size(); ++i) {
    const bool whole = sites[i].starts_with("http://") || sites[i].starts_with("https://");
    link("site" + std::to_string(i), ui.tr("place.site"), whole ? sites[i] : "https://" + sites[i],
         ui::tokens::kIconExternalLink);
  }
  const auto mails = state.texts(id, "courriels");
  if (!mails.empty()) link("mail", ui.tr("place.mail"), "mailto:" + mails[0], ui::tokens::kIconMail);
  if (flow.line > 0) {
    flow.into(column);
    column.gap(16);
  }
}

void fields(ui::Column& column, const records::State& state, base::Id id) {
  ui::Ui& ui = column.ui;
  const records::Kind& kind = *records::find_kind("place");
  const records::Draft draft = state.draft(id);
  std::vector<std::pair<std::string, std::string>> shown;  // register, words
  for (const records::Field& field : kind.fields) {
    if (shown_apart(field.key) || !draft.has(field.key)) continue;
    shown.emplace_back(field.key, value_words(ui.words(), &field, draft.fields.find(field.key)->second));
  }
  for (const auto& [key, values] : draft.fields)
    if (key.starts_with(records::kExtraPrefix)) shown.emplace_back(key, value_words(ui.words(), nullptr, values));
  const ui::Tall list(column, "fields", "dl");
  for (const auto& [key, words] : shown) {
    ui::divider(column);
    column.gap(10);
    ui::described(column, key, field_label(ui.words(), kind, key), words, field_icon(key));
    column.gap(10);
  }
}

void sheet(ui::Column& column, const Context& context, Commands& commands) {
  ui::Ui& ui = column.ui;
  const records::State& state = context.state;
  const base::Id id = context.record;
  const atlas::Place* place = context.places.find(id);
  ui::Flow tags(column);
  ui::tag(tags, "kind", ui.tr("kind.place"), ui::tokens::kIconMapPin, ui::Tone::kPlace);
  if (place && place->demonstration)
    ui::tag(tags, "demonstration", ui.tr("common.demonstration"), nullptr, ui::Tone::kNeutral);
  if (const auto at = place ? context.places.opening(*place, context.now_ms) : std::nullopt) {
    const OpeningWords words = opening_words(ui.words(), *at, records::local_minutes(place->region, context.now_ms));
    ui::tag(tags, "opening", words.text, ui::tokens::kIconClock, words.tone);
  }
  if (place && atlas::incomplete(*place))
    ui::tag(tags, "incomplete", ui.tr("place.incomplete"), ui::tokens::kIconEye, ui::Tone::kWarning);
  tags.into(column);
  column.gap(8);
  ui::heading(column, "title", state.text(id, "nom"), 1, ui::Type::kRoom);
  column.gap(4);
  if (const std::string address = address_words(state, id); !address.empty()) {
    ui::paragraph(column, "address", address, {.color = ui.theme().muted});
    column.gap(14);
  }
  contacts(column, state, id, commands);
  if (place && place->missing != 0) {
    std::string list;
    for (const records::Field& field : records::find_kind("place")->fields)
      if (atlas::lacks(*place, field.key))
        list += (list.empty() ? "" : ", ") + ui.tr("atlas.missing." + std::string(field.key));
    if (ui::banner(column, "missing", ui::Tone::kWarning, ui::tokens::kIconEye,
                   ui.words().tr("place.missing", {{"fields", list}}), ui.tr("place.complete")))
      commands.push_back(GoTo{Screen::kEdit, id});
    column.gap(14);
  }
  fields(column, state, id);
  ui::divider(column);
  column.gap(16);
  if (ui::button(column, "remove",
                 {.label = ui.tr("place.remove"), .icon = ui::tokens::kIconTrash2, .look = ui::Look::kDanger}))
    ui.state<bool>(ui.id("asking")) = true;
  column.gap(8);
}

}  // namespace

void place_sheet(ui::Ui& ui, const Context& context, AtlasState& state, const ui::Rect& area, Commands& commands) {
  const bool phone = ui.layout() == ui::Layout::kPhone;
  refresh(ui, context, state);
  const Split parts = split(ui, area, ui.layout() == ui::Layout::kWide ? 520.f : 472.f);
  const ui::Rect panel = phone ? area : parts.panel;
  // Read before the map where it stands beside it, after where it lies over its foot.
  const auto map = [&] {
    state.highlighted = context.record;
    map_region(ui, context, state, parts, commands);
  };
  if (!phone && !parts.beside) {
    map();
    ui.shadow(panel, ui::tokens::kRadiusSheet);
    ui.fill_top(panel, ui.theme().raised, ui::tokens::kRadiusSheet);
  } else {
    ui.fill(panel, ui.theme().raised);
  }
  bool remove_asked = false;
  {
    const ui::Container region(ui, "place", "region", panel,
                               {.name = std::string(context.state.text(context.record, "nom"))});
    ui.surface(ui.id("cover"), panel, false);
    const float bar = ui.control(ui::tokens::kTargetControl) + 16;
    if (!context.state.exists(context.record)) {
      ui::Column column{ui, panel.x + 24, panel.y + 24, panel.w - 48};
      ui::heading(column, "title", ui.tr("place.gone"), 1, ui::Type::kRoom);
      column.gap(16);
      if (ui::button(column, "back", {.label = ui.tr("place.back-to-atlas"), .icon = ui::tokens::kIconArrowLeft}))
        commands.push_back(GoTo{Screen::kAtlas, {}});
    } else {
      top_bar(ui, context, {panel.x, panel.y, panel.w, bar}, state.shown.size(), commands);
      ui::ScrollArea scroll(ui, "sheet", {panel.x, panel.y + bar, panel.w, panel.h - bar}, ui.margin(),
                            phone || !state.map_focused);
      const ui::NodeId asking = ui.id("asking");
      sheet(scroll.column(), context, commands);
      remove_asked = ui.state<bool>(asking);
      ui.state<bool>(asking) = false;
    }
  }
  if (!phone && parts.beside) {
    map();
    ui.fill({panel.right() - 1, panel.y, 1, panel.h}, ui.theme().border);
  }
  if (!phone) layers_dialog(ui, context, state, commands);
  bool& open = ui.state<bool>(ui.id("remove-open"));
  open = open || remove_asked;
  if (!open) return;
  ui::Dialog dialog(
      ui, "remove",
      ui.words().tr("place.remove-question", {{"name", std::string(context.state.text(context.record, "nom"))}}), 480);
  ui::paragraph(dialog.inside, "what-stays", ui.tr("place.remove-what-stays"));
  dialog.inside.gap(20);
  ui::Flow flow(dialog.inside);
  if (ui::button(flow, "keep", {.label = ui.tr("place.remove-keep")}) || dialog.dismissed()) open = false;
  if (ui::button(
          flow, "confirm",
          {.label = ui.tr("place.remove-confirm"), .icon = ui::tokens::kIconTrash2, .look = ui::Look::kDanger})) {
    open = false;
    commands.push_back(Remove{context.record});
  }
  flow.into(dialog.inside);
}

}  // namespace rooms
