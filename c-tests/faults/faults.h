/* Faults on order: every call that the library makes to the system is counted, and the k-th one
 * fails, or is the last thing that this process does. */
#ifndef NPYRW_TESTS_FAULTS_H
#define NPYRW_TESTS_FAULTS_H

/* What else can be made to fail: "allocation" and "callback" are its kinds. */
enum { FAULTS_ALLOCATION = 1 << 20, FAULTS_CALLBACK = 1 << 21 };

/* From now on calls are counted from 1. The `at`-th is met by `kind`: "kill", "short" (half of what
 * is read or written), or the name of an error; with "from-" in front every further one is, too. 0: none. */
void faults_begin(long at, const char *kind);

/* Counts only calls that can answer with the fault. */
void faults_spare(void);

/* What the program itself does in between is not counted. */
void faults_pause(void);
void faults_resume(void);

/* Whether it is this allocation, or this callback, that has to fail. */
int faults_strike(int class);

/* Nothing is counted any more. How many calls there were. */
long faults_end(void);

/* Whether the fault has been met: a call that can fail like that was the one. */
int faults_met(void);

/* The call that was met last; "" if none was. */
const char *faults_met_in(void);

/* Tells the driver something, past all faults: a line on standard output. */
void faults_tell(const char *format, ...);

/* Names each call on standard output as it is counted. */
void faults_trace(void);

#endif
