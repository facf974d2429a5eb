// SPDX-License-Identifier: MIT
// Preloaded into every process of the test suite (tests/run canary). Whatever leaves a process by one of
// these calls is searched for the marks of CANARY_MARKS (comma separated), plain, in base64, in hex and
// percent-encoded. A mark may leave through an internet socket behind "Authorization: Bearer " and nowhere
// else: every other one is written to the file CANARY_REPORT, with the place in the program.
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <execinfo.h>
#include <fcntl.h>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>
#include <vector>

namespace {

using std::string;
using std::string_view;

struct Marks {
    std::vector<string> plain;
    std::vector<string> coded;
    string report;
};

thread_local bool inside = false;

string hexOf(const string &text, const char *digits, string_view before)
{
    string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        out += before;
        out += digits[byte >> 4];
        out += digits[byte & 15];
    }
    return out;
}

// As it looks in the middle of longer base64 when `skip` bytes of a group of three came before: the letters
// that hold nothing but the mark.
string base64Of(const string &text, size_t skip)
{
    static constexpr char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const string padded = string(skip, 'x') + text;
    string out;
    for (size_t i = 0; i + 3 <= padded.size(); i += 3) {
        unsigned bits = 0;
        for (size_t j = 0; j < 3; ++j)
            bits = bits << 8 | static_cast<unsigned char>(padded[i + j]);
        for (int shift = 18; shift >= 0; shift -= 6)
            out += letters[bits >> shift & 63];
    }
    return out.substr(skip == 0 ? 0 : 4);
}

Marks readMarks()
{
    Marks out;
    const char *marks = std::getenv("CANARY_MARKS");
    const char *report = std::getenv("CANARY_REPORT");
    if (!marks || !report)
        return out;
    out.report = report;
    string rest = marks;
    while (!rest.empty()) {
        const size_t comma = rest.find(',');
        const string mark = rest.substr(0, comma);
        rest = comma == string::npos ? string() : rest.substr(comma + 1);
        out.plain.push_back(mark);
        for (const size_t skip : {0u, 1u, 2u})
            out.coded.push_back(base64Of(mark, skip));
        out.coded.push_back(hexOf(mark, "0123456789abcdef", ""));
        out.coded.push_back(hexOf(mark, "0123456789ABCDEF", ""));
        out.coded.push_back(hexOf(mark, "0123456789ABCDEF", "%"));
    }
    return out;
}

const Marks &marks()
{
    static const Marks *const known = new Marks(readMarks()); // outlives every other static thing
    return *known;
}

template<typename F>
F next(const char *name)
{
    return reinterpret_cast<F>(dlsym(RTLD_NEXT, name));
}

bool isInternet(int fd)
{
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    return getsockname(fd, reinterpret_cast<sockaddr *>(&address), &size) == 0
        && (address.ss_family == AF_INET || address.ss_family == AF_INET6);
}

void say(int report, string_view text)
{
    syscall(SYS_write, report, text.data(), text.size());
}

void tell(const char *how, int fd)
{
    const int report = static_cast<int>(
        syscall(SYS_openat, AT_FDCWD, marks().report.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600));
    char place[4096] = "";
    char program[4096] = "";
    const string link = "/proc/self/fd/" + std::to_string(fd);
    static_cast<void>(!readlink(link.c_str(), place, sizeof place - 1));
    static_cast<void>(!readlink("/proc/self/exe", program, sizeof program - 1));
    say(report, string(how) + " in " + program + " to " + place + '\n');
    void *frames[40];
    backtrace_symbols_fd(frames, backtrace(frames, 40), report);
    say(report, "\n");
    close(report);
}

// Every plain one stands behind the header's name.
bool onlyInHeader(string_view text, const string &mark)
{
    static constexpr string_view before = "uthorization: Bearer ";
    for (size_t at = text.find(mark); at != string_view::npos; at = text.find(mark, at + 1)) {
        if (at < before.size() || text.substr(at - before.size(), before.size()) != before)
            return false;
    }
    return true;
}

void check(const char *how, int fd, const void *bytes, size_t size)
{
    if (inside || marks().plain.empty() || !bytes)
        return;
    inside = true;
    const string_view text(static_cast<const char *>(bytes), size);
    bool found = false;
    for (const string &mark : marks().coded)
        found = found || text.find(mark) != string_view::npos;
    for (const string &mark : marks().plain) {
        found = found
            || (text.find(mark) != string_view::npos && !(onlyInHeader(text, mark) && isInternet(fd)));
    }
    if (found)
        tell(how, fd);
    inside = false;
}

void checkText(const char *how, const char *text)
{
    check(how, -1, text, text ? std::strlen(text) : 0);
}

void checkParts(const char *how, int fd, const iovec *parts, size_t count)
{
    if (inside || marks().plain.empty())
        return;
    string all;
    for (size_t i = 0; i < count; ++i)
        all.append(static_cast<const char *>(parts[i].iov_base), parts[i].iov_len);
    check(how, fd, all.data(), all.size());
}

void checkWords(const char *how, char *const *words)
{
    for (; words && *words; ++words)
        checkText(how, *words);
}

int printed(FILE *file, const char *format, va_list list)
{
    va_list copy;
    va_copy(copy, list);
    char *text = nullptr;
    const int size = vasprintf(&text, format, copy);
    va_end(copy);
    if (size >= 0) {
        check("print", fileno(file), text, static_cast<size_t>(size));
        next<size_t (*)(const void *, size_t, size_t, FILE *)>("fwrite")(
            text, 1, static_cast<size_t>(size), file);
        std::free(text);
    }
    return size;
}

} // namespace

extern "C" {

ssize_t write(int fd, const void *bytes, size_t size)
{
    check("write", fd, bytes, size);
    return next<ssize_t (*)(int, const void *, size_t)>("write")(fd, bytes, size);
}

ssize_t pwrite(int fd, const void *bytes, size_t size, off_t at)
{
    check("pwrite", fd, bytes, size);
    return next<ssize_t (*)(int, const void *, size_t, off_t)>("pwrite")(fd, bytes, size, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t at)
{
    check("pwrite64", fd, bytes, size);
    return next<ssize_t (*)(int, const void *, size_t, off64_t)>("pwrite64")(fd, bytes, size, at);
}

ssize_t writev(int fd, const iovec *parts, int count)
{
    checkParts("writev", fd, parts, static_cast<size_t>(count));
    return next<ssize_t (*)(int, const iovec *, int)>("writev")(fd, parts, count);
}

ssize_t send(int fd, const void *bytes, size_t size, int flags)
{
    check("send", fd, bytes, size);
    return next<ssize_t (*)(int, const void *, size_t, int)>("send")(fd, bytes, size, flags);
}

ssize_t sendto(int fd, const void *bytes, size_t size, int flags, const sockaddr *to, socklen_t toSize)
{
    check("sendto", fd, bytes, size);
    return next<ssize_t (*)(int, const void *, size_t, int, const sockaddr *, socklen_t)>("sendto")(
        fd, bytes, size, flags, to, toSize);
}

ssize_t sendmsg(int fd, const msghdr *message, int flags)
{
    checkParts("sendmsg", fd, message->msg_iov, message->msg_iovlen);
    return next<ssize_t (*)(int, const msghdr *, int)>("sendmsg")(fd, message, flags);
}

size_t fwrite(const void *bytes, size_t size, size_t count, FILE *file)
{
    check("fwrite", fileno(file), bytes, size * count);
    return next<size_t (*)(const void *, size_t, size_t, FILE *)>("fwrite")(bytes, size, count, file);
}

int fputs(const char *text, FILE *file)
{
    check("fputs", fileno(file), text, std::strlen(text));
    return next<int (*)(const char *, FILE *)>("fputs")(text, file);
}

int puts(const char *text)
{
    check("puts", 1, text, std::strlen(text));
    return next<int (*)(const char *)>("puts")(text);
}

int vfprintf(FILE *file, const char *format, va_list list)
{
    return printed(file, format, list);
}

int __vfprintf_chk(FILE *file, int, const char *format, va_list list)
{
    return printed(file, format, list);
}

int fprintf(FILE *file, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    const int size = printed(file, format, list);
    va_end(list);
    return size;
}

int __fprintf_chk(FILE *file, int, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    const int size = printed(file, format, list);
    va_end(list);
    return size;
}

int rename(const char *from, const char *to)
{
    checkText("rename", to);
    return next<int (*)(const char *, const char *)>("rename")(from, to);
}

int mkdir(const char *path, mode_t mode)
{
    checkText("mkdir", path);
    return next<int (*)(const char *, mode_t)>("mkdir")(path, mode);
}

int execve(const char *path, char *const *words, char *const *environment)
{
    checkWords("execve", words);
    return next<int (*)(const char *, char *const *, char *const *)>("execve")(path, words, environment);
}

int execv(const char *path, char *const *words)
{
    checkWords("execv", words);
    return next<int (*)(const char *, char *const *)>("execv")(path, words);
}

int execvp(const char *path, char *const *words)
{
    checkWords("execvp", words);
    return next<int (*)(const char *, char *const *)>("execvp")(path, words);
}

} // extern "C"
