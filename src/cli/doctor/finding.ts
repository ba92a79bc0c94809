/** One thing the doctor looked at. `warning`: it works, but not for long or not for everybody; `fault`: it does not work. */
export interface Finding {
  about: string;
  verdict: 'ok' | 'warning' | 'fault';
  message: string;
  /** what to do */
  remedy?: string;
}

export const ok = (about: string, message: string): Finding => ({ about, verdict: 'ok', message });

export const warning = (about: string, message: string, remedy: string): Finding => ({
  about,
  verdict: 'warning',
  message,
  remedy,
});

export const fault = (about: string, message: string, remedy: string): Finding => ({
  about,
  verdict: 'fault',
  message,
  remedy,
});
