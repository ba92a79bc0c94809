-- By what name the step can be followed that wished for this work: from a webhook to the page it led to.
alter table timers add column trace text;
