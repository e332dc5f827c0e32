// Following the log: each event once, in order. The links say where it goes on; nothing is counted or compared here.

import { get } from "./api.js";

const CAUGHT_UP = 2000;
const MORE = 100;
const FIRST_WAIT = 2000;
const LONGEST_WAIT = 60000;

/**
 * Follows from a start. Rests while the page is hidden; waits longer and longer while the store does not answer.
 *
 * told.events(events, caughtUp) gets each page; told.trouble(failure, seconds) says that it failed and is tried again
 * after that time, told.trouble(undefined) that it is well again; told.refused(failure) that it is no use.
 */
export class Follower {
  constructor(start, told) {
    this.next = start;
    this.told = told;
    this.stopped = new AbortController();
    this.paused = false;
    this.wake = () => {};
    this.failures = 0;
    this.onVisible = () => this.wake();
    document.addEventListener("visibilitychange", this.onVisible);
    addEventListener("online", this.onVisible);
    this.run();
  }

  stop() {
    this.stopped.abort();
    document.removeEventListener("visibilitychange", this.onVisible);
    removeEventListener("online", this.onVisible);
    this.wake();
  }

  pause(paused) {
    this.paused = paused;
    this.wake();
  }

  tryNow() {
    this.wake();
  }

  async run() {
    while (!this.stopped.signal.aborted) {
      if (this.paused || document.hidden) {
        await this.wait(LONGEST_WAIT);
        continue;
      }
      await this.wait(await this.step());
    }
  }

  /** Reads one page; how long to wait then. */
  async step() {
    try {
      const page = await get(this.next, this.stopped.signal);
      if (this.stopped.signal.aborted) {
        return 0;
      }
      this.next = page.next ?? this.next;
      if (this.failures) {
        this.failures = 0;
        this.told.trouble(undefined);
      }
      this.told.events(page.content, page.caughtUp);
      return page.caughtUp ? CAUGHT_UP + Math.random() * 300 : MORE;
    } catch (failure) {
      if (this.stopped.signal.aborted) {
        return 0;
      }
      if (failure.status >= 400 && failure.status < 500 && failure.status !== 429) {
        this.told.refused(failure);
        this.stop();
        return 0;
      }
      const millis = Math.max(Math.min(FIRST_WAIT * 2 ** this.failures, LONGEST_WAIT), (failure.retryAfter ?? 0) * 1000);
      this.failures++;
      this.told.trouble(failure, Math.round(millis / 1000));
      return millis * (1 + Math.random() / 10);
    }
  }

  wait(millis) {
    return new Promise((done) => {
      const timer = setTimeout(done, millis);
      this.wake = () => {
        clearTimeout(timer);
        done();
      };
    });
  }
}
