// Routing ids for people.
#ifndef NAME_H
#define NAME_H

#include "message.h"

// Room for the 255 bytes that a routing id has at most, in hex.
enum { NAME_SIZE = 2 + 2 * 255 + 1 };

// Of the UTF-8 character at the beginning; 0 where there is none that can be printed.
static inline size_t printable_length(const unsigned char *text, size_t size) {
    unsigned char lead = text[0];
    size_t length = lead < 0x80   ? 1
                    : lead < 0xc2 ? 0
                    : lead < 0xe0 ? 2
                    : lead < 0xf0 ? 3
                    : lead < 0xf5 ? 4
                                  : 0;
    if (length > size || lead < 0x20 || lead == 0x7f)
        return 0;
    for (size_t i = 1; i < length; i++) {
        if ((text[i] & 0xc0) != 0x80)
            return 0;
    }
    return length;
}

// The text itself, or its bytes in hex where it is not printable.
static inline const char *printable(struct frame id, char into[NAME_SIZE]) {
    const unsigned char *bytes = (const unsigned char *)id.data;
    size_t read = 0;
    for (size_t length = 1; read < id.size && length > 0; read += length)
        length = printable_length(bytes + read, id.size - read);
    if (read == id.size && id.size > 0)
        return id.data;
    size_t written = (size_t)snprintf(into, NAME_SIZE, "0x");
    for (size_t i = 0; i < id.size && written + 2 < NAME_SIZE; i++)
        written += (size_t)snprintf(into + written, NAME_SIZE - written, "%02x", bytes[i]);
    return into;
}

#endif
