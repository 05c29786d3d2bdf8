// What the programs of this folder share. It comes first, because it asks for POSIX.
#ifndef PROGRAM_H
#define PROGRAM_H

#ifndef _POSIX_C_SOURCE
#define _POSIX_C_SOURCE 200809L
#endif

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <zmq.h>

// No wait is longer in one piece: a signal that comes just before the wait does not end it.
enum { PIECE_MS = 250 };

static volatile sig_atomic_t stopped = 0;

static inline void stop(int signal_number) {
    (void)signal_number;
    stopped = 1;
}

static inline _Noreturn void misused(const char *usage) {
    fprintf(stderr, "usage: %s\n", usage);
    exit(2);
}

// What every program does first: --help, surplus arguments, stdout by lines, SIGINT and SIGTERM.
static inline void start(int argc, char **argv, int most_arguments, const char *usage) {
    if (argc == 2 && strcmp(argv[1], "--help") == 0) {
        printf("usage: %s\n", usage);
        exit(EXIT_SUCCESS);
    }
    if (argc - 1 > most_arguments)
        misused(usage);
    setvbuf(stdout, NULL, _IOLBF, 0);
    // without SA_RESTART a signal ends the wait that it comes in
    struct sigaction action = {.sa_handler = stop};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

// The argument as a whole number that is not negative.
static inline int number(const char *argument, const char *usage) {
    char *end;
    errno = 0;
    long value = strtol(argument, &end, 10);
    if (end == argument || *end != '\0' || errno != 0 || value < 0 || value > INT_MAX)
        misused(usage);
    return (int)value;
}

// What printf would print; to be freed.
__attribute__((format(printf, 1, 2))) static inline char *formatted(const char *format, ...) {
    va_list measured, written;
    va_start(measured, format);
    va_copy(written, measured);
    size_t size = (size_t)vsnprintf(NULL, 0, format, measured) + 1;
    char *string = malloc(size);
    if (string == NULL)
        abort();
    vsnprintf(string, size, format, written);
    va_end(measured);
    va_end(written);
    return string;
}

// Says why a bind or a connect failed, and ends the program.
static inline _Noreturn void cannot(const char *verb, const char *endpoint) {
    fprintf(stderr, "cannot %s %s: %s\n", verb, endpoint, zmq_strerror(zmq_errno()));
    exit(EXIT_FAILURE);
}

// Milliseconds of a clock that nobody sets.
static inline int64_t now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

// How long to wait for something that is due at a time: not longer than a piece.
static inline long until(int64_t due) {
    int64_t left = due - now_ms();
    return left < 0 ? 0 : left < PIECE_MS ? (long)left : PIECE_MS;
}

// False when the program is to end.
static inline bool pause_ms(int ms) {
    for (int64_t due = now_ms() + ms; !stopped && now_ms() < due;) {
        struct timespec piece = {.tv_nsec = until(due) * 1000000};
        nanosleep(&piece, NULL);
    }
    return !stopped;
}

#endif
