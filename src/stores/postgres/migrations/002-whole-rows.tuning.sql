-- A conversation is 4 kB of text, half of it sealed and so not to be compressed. From 2 kB on such a row would be tried to
-- compress, cut into pieces and put aside, with an index entry and a later removal for each piece: a quarter of what a turn
-- costs the server. Up to a page it stays with its row.
alter table latchkey_rows set (toast_tuple_target = 8160);
