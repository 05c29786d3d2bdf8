// Messages of one frame or several.
#ifndef MESSAGE_H
#define MESSAGE_H

#include "program.h"

// A NUL stands behind the data of a frame that was received: text can be used as a string.
struct frame {
    size_t size;
    char *data;
};

// To be discarded; there is a first frame in each.
struct message {
    size_t count;
    struct frame *frames;
};

static inline struct frame text(const char *string) {
    return (struct frame){strlen(string), (char *)string};
}

static inline bool is_text(struct frame frame, const char *string) {
    return frame.size == strlen(string) && memcmp(frame.data, string, frame.size) == 0;
}

static inline struct frame copy_of(const void *data, size_t size) {
    struct frame copy = {size, malloc(size + 1)};
    if (copy.data == NULL)
        abort();
    if (size > 0)
        memcpy(copy.data, data, size);
    copy.data[size] = '\0';
    return copy;
}

static inline void append(struct message *message, struct frame frame) {
    size_t size = (message->count + 1) * sizeof(struct frame);
    struct frame *frames = realloc(message->frames, size);
    if (frames == NULL)
        abort();
    frames[message->count++] = frame;
    message->frames = frames;
}

static inline void discard(struct message *message) {
    for (size_t i = 0; i < message->count; i++)
        free(message->frames[i].data);
    free(message->frames);
    *message = (struct message){0};
}

// Says so where a message that is to be one text is not.
static inline bool is_single(const struct message *message) {
    if (message->count == 1)
        return true;
    fprintf(stderr, "skipped a message of %zu frames\n", message->count);
    return false;
}

// Waits for room in a queue, or for a first peer. False when the program is to end.
static inline bool send_frames(void *socket, size_t count, const struct frame *frames) {
    for (size_t i = 0; i < count;) {
        int flags = i + 1 < count ? ZMQ_DONTWAIT | ZMQ_SNDMORE : ZMQ_DONTWAIT;
        if (zmq_send(socket, frames[i].data, frames[i].size, flags) >= 0) {
            i++;
        } else if (errno != EAGAIN && errno != EINTR) {
            cannot("send to", "the peer");
        } else {
            // only the first frame can wait: the others have their place
            if (stopped)
                return false;
            zmq_poll(&(zmq_pollitem_t){.socket = socket, .events = ZMQ_POLLOUT}, 1, PIECE_MS);
        }
    }
    return true;
}

// send_message(socket, frame, ...)
#define send_message(socket, ...)                                                                  \
    send_frames(socket, sizeof((struct frame[]){__VA_ARGS__}) / sizeof(struct frame),              \
                (struct frame[]){__VA_ARGS__})

// Waits at most so many ms, or for ever (-1). False when nothing came, or the program is to end.
static inline bool receive_message(void *socket, struct message *message, int timeout) {
    int64_t due = timeout < 0 ? INT64_MAX : now_ms() + timeout;
    *message = (struct message){0};
    while (message->count > 0 || !stopped) {
        zmq_msg_t part;
        zmq_msg_init(&part);
        if (zmq_msg_recv(&part, socket, ZMQ_DONTWAIT) >= 0) {
            append(message, copy_of(zmq_msg_data(&part), zmq_msg_size(&part)));
            bool is_last = !zmq_msg_more(&part);
            zmq_msg_close(&part);
            if (is_last)
                return true;
        } else if (errno != EAGAIN && errno != EINTR) {
            cannot("receive from", "the peer");
        } else if (now_ms() >= due) {
            return false;
        } else {
            zmq_poll(&(zmq_pollitem_t){.socket = socket, .events = ZMQ_POLLIN}, 1, until(due));
        }
    }
    return false;
}

#endif
