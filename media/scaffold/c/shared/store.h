// Values by their keys, in the order in which the keys came.
#ifndef STORE_H
#define STORE_H

#include "message.h"

struct entry {
    struct frame key;
    struct frame value;
    uint64_t sequence;
};

struct store {
    size_t count;
    struct entry *entries;
};

static inline bool begins_with(struct frame frame, const char *prefix, size_t size) {
    return frame.size >= size && memcmp(frame.data, prefix, size) == 0;
}

static inline void store_remove(struct store *store, struct frame key) {
    for (size_t i = 0; i < store->count; i++) {
        struct entry *entry = store->entries + i;
        if (entry->key.size != key.size || !begins_with(key, entry->key.data, key.size))
            continue;
        free(entry->key.data);
        free(entry->value.data);
        memmove(entry, entry + 1, (--store->count - i) * sizeof *entry);
        return;
    }
}

static inline void store_put(struct store *store, struct frame key, struct frame value,
                             uint64_t sequence) {
    store_remove(store, key);
    struct entry *entries = realloc(store->entries, (store->count + 1) * sizeof *entries);
    if (entries == NULL)
        abort();
    entries[store->count++] =
        (struct entry){copy_of(key.data, key.size), copy_of(value.data, value.size), sequence};
    store->entries = entries;
}

static inline void store_clear(struct store *store) {
    while (store->count > 0)
        store_remove(store, store->entries[0].key);
    free(store->entries);
    store->entries = NULL;
}

#endif
