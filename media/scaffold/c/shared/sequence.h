// Sequence numbers in a frame of 8 bytes, in network order.
#ifndef SEQUENCE_H
#define SEQUENCE_H

#include "message.h"

#include <inttypes.h>

enum { SEQUENCE_SIZE = 8 };

static inline struct frame write_sequence(uint64_t sequence, char into[SEQUENCE_SIZE]) {
    for (int i = SEQUENCE_SIZE; i-- > 0; sequence >>= 8)
        into[i] = (char)(sequence & 0xff);
    return (struct frame){SEQUENCE_SIZE, into};
}

// False where the frame has another size.
static inline bool read_sequence(struct frame frame, uint64_t *sequence) {
    *sequence = 0;
    for (size_t i = 0; i < frame.size && i < SEQUENCE_SIZE; i++)
        *sequence = *sequence << 8 | (unsigned char)frame.data[i];
    return frame.size == SEQUENCE_SIZE;
}

#endif
