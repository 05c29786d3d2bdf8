// What the programs of this folder share: arguments, signals, time.
#pragma once

#include <charconv>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <string_view>
#include <thread>

#include <zmq.hpp>

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

/// No wait is longer in one piece: a signal that comes just before the wait does not end it.
inline constexpr milliseconds piece{250};

inline volatile std::sig_atomic_t stopped = 0;

[[noreturn]] inline void misused(std::string_view usage) {
    std::cerr << "usage: " << usage << '\n';
    std::exit(2);
}

/// What every program does first: --help, no argument too many, Ctrl-C and SIGTERM.
inline void start(int argc, char **argv, int most_arguments, std::string_view usage) {
    if (argc == 2 && std::string_view(argv[1]) == "--help") {
        std::cout << "usage: " << usage << '\n';
        std::exit(EXIT_SUCCESS);
    }
    if (argc - 1 > most_arguments)
        misused(usage);
    for (const int signal_number : {SIGINT, SIGTERM})
        std::signal(signal_number, [](int) { stopped = 1; });
}

/// The argument as a whole number that is not negative.
inline int number(std::string_view argument, std::string_view usage) {
    int value = 0;
    const char *const end = argument.data() + argument.size();
    const auto [rest, error] = std::from_chars(argument.data(), end, value);
    if (error != std::errc{} || rest != end || value < 0)
        misused(usage);
    return value;
}

/// Says why a bind or a connect failed; the exit code.
inline int cannot(std::string_view verb, std::string_view endpoint, const zmq::error_t &error) {
    std::cerr << "cannot " << verb << ' ' << endpoint << ": " << error.what() << '\n';
    return EXIT_FAILURE;
}

/// How long to wait for something that is due at a time: not longer than a piece.
inline milliseconds until(Clock::time_point due) {
    const auto now = Clock::now();
    if (due <= now)
        return milliseconds{0};
    return due - now < piece ? std::chrono::ceil<milliseconds>(due - now) : piece;
}

/// False when the program is to end.
inline bool pause_for(milliseconds time) {
    for (const auto due = Clock::now() + time; !stopped && Clock::now() < due;)
        std::this_thread::sleep_for(until(due));
    return !stopped;
}
