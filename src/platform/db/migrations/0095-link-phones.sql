-- The phone that a page's link was sent to: once it is its engineer's no more, the link opens nothing. Null: sent before this.
alter table ticket_links add column sent_to text;
