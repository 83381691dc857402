-- Who gets to speak is counted along this alone: the rows of quotes themselves are a hundred times as large. No table
-- is made anew, so the triggers of the search stay.
CREATE INDEX quotes_voices ON quotes (outlet, day, act, source_type, speaker_id)
