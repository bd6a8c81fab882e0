#include "oplog/object_content.h"

#include "oplog/segment.h"
#include "oplog/snapshot.h"

namespace oplog {

base::Result<ObjectContent> read_object(const ObjectName& name, std::string_view bytes) {
  if (name.kind == ObjectName::Kind::kSegment) {
    auto segment = read_segment(bytes);
    if (!segment) return base::Error{segment.error()};
    const bool named = segment->header.actor == name.actor && segment->header.seq == name.seq;
    if (segment->understood && !named) return base::fail("object.malformed", {{"at", "name"}});
    return ObjectContent{std::move(segment->lines), segment->understood};
  }
  if (name.kind == ObjectName::Kind::kSnapshot) {
    auto snapshot = read_snapshot(bytes);
    if (!snapshot) return base::Error{snapshot.error()};
    return ObjectContent{std::move(snapshot->lines), snapshot->understood};
  }
  return ObjectContent{};
}

}  // namespace oplog
