// The operations of the log, declared once: structs, the batch's lists, writer, reader and dispatch come from these rows.
// An operation is written as its code and then its fields, in this order. A new one is a row here, a join() where states are
// merged (records/state.cpp does not build without it) and its lines in FORMAT.md; a new type of field is a pair read_TYPE,
// write_TYPE in batch.cpp. Codes and shapes that were once written never change.

// A write to a register, ordered by (stamp, actor, value). `key` is a field, `field/member` for set membership, `v/<voter>`
// for an open vote, `pos` for an order, or a reserved key ("_kind", "_del").
OPERATION(Set, sets, "s",
  FIELD(Entity, entity)
  FIELD(Key, key)
  FIELD(Stamp, stamp)
  FIELD(Value, value))

// Code points that the batch's actor typed into the text (entity, key). `first` numbers the first of them, the others count
// on. The first hangs on `beside`, at that side of it; each other one at the right of the one before it.
OPERATION(Insert, inserts, "i",
  FIELD(Entity, entity)
  FIELD(Key, key)
  FIELD(Number, first)
  FIELD(Name, beside)
  FIELD(Side, side)
  FIELD(Passage, text))

// `count` code points of one author, from `first` on, are taken out of the text (entity, key).
OPERATION(Delete, deletes, "d",
  FIELD(Entity, entity)
  FIELD(Key, key)
  FIELD(Name, first)
  FIELD(Number, count))
