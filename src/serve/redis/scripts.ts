import { script } from './script.ts'

/** Seconds for which the waiting and running of one run is remembered at most: a week. Beyond, its worker is told to stop. */
const longest = 604_800
/** Milliseconds for which a stream's count of reports outlives what it counted, so that numbers of streams go on: a day. */
const counted = 86_400_000
/** Entries that a stream remembers when none of its runs is pending; else all since the oldest of these, up to `mostEntries`. */
const remembered = 500
const mostEntries = 100_000
/** Weight of the newest run in a line's average. */
const newest = 0.3

/**
 * What all scripts share. Entries of a log are numbered `<millisecond the log began>-<count>`, so that a log that was forgotten and
 * began anew goes on behind the old one; each says how many reports of its stream came before it.
 */
const shared = `
local root, results = ARGV[1], ARGV[2]
local function key(kind, name) return root .. ':' .. kind .. ':' .. name end

local function append(stream, entry)
  local counts = key('counts', stream)
  if redis.call('HEXISTS', counts, 'began') == 0 then
    local time = redis.call('TIME')
    redis.call('HSET', counts, 'began', string.format('%s%03d', time[1], math.floor(time[2] / 1000)), 'reports', 0)
  end
  local count = redis.call('HINCRBY', counts, 'entries', 1)
  local known = redis.call('HMGET', counts, 'began', 'reports')
  local id = string.format('%s-%d', known[1], count)
  redis.call('XADD', key('log', stream), 'MAXLEN', '~', ${mostEntries}, id, 'entry', entry, 'before', known[2])
  redis.call('PUBLISH', key('wake', stream), '')
  return count
end

local function report(stream, entry)
  append(stream, entry)
  redis.call('HINCRBY', key('counts', stream), 'reports', 1)
end

local function keep(stream)
  local counts = redis.call('HMGET', key('counts', stream), 'began', 'entries')
  local oldest = redis.call('ZRANGE', key('pending', stream), 0, 0, 'WITHSCORES')[2]
  local from = math.min(tonumber(counts[2]) - ${remembered}, tonumber(oldest or counts[2]))
  if from > 0 then redis.call('XTRIM', key('log', stream), 'MINID', '~', string.format('%s-%d', counts[1], from)) end
  for _, kind in ipairs({'log', 'pending', 'readers'}) do
    redis.call('PEXPIRE', key(kind, stream), oldest and ${longest * 1_000} or results)
  end
  redis.call('PEXPIRE', key('counts', stream), oldest and ${longest * 1_000} or math.max(${counted}, tonumber(results)))
end

local function enter(task, entry, stream, line)
  redis.call('HSET', key('run', task.id), 'stream', stream, 'session', task.session, 'line', line)
  redis.call('EXPIRE', key('run', task.id), ${longest})
  redis.call('ZADD', key('pending', stream), append(stream, entry), task.id)
  keep(stream)
end

local function seconds()
  local time = redis.call('TIME')
  return tonumber(time[1]) + tonumber(time[2]) / 1000000
end

local function finish(id, stream)
  local run = redis.call('HMGET', key('run', id), 'line', 'began')
  if run[2] then
    local average = key('seconds', run[1])
    local took = seconds() - tonumber(run[2])
    local before = tonumber(redis.call('GET', average) or took)
    redis.call('SET', average, string.format('%.4f', before + ${newest} * (took - before)), 'PX', ${counted})
  end
  redis.call('HDEL', key('run', id), 'token')
  redis.call('HSET', key('run', id), 'ended', '1')
  redis.call('PEXPIRE', key('run', id), results)
  redis.call('ZREM', key('pending', stream), id)
  keep(stream)
end

local function place(id, stream, at)
  local eta = ''
  local average = redis.call('GET', key('seconds', at.line))
  if average then
    eta = string.format(',"eta":%.4f', tonumber(average) * math.ceil((at.position + 1) / at.together))
  end
  report(stream, string.format('["%s",{"type":"place","position":%d,"size":%d%s}]', id, at.position, at.size, eta))
end
`

/**
 * A task was put in line: tells so, and where it stands, unless a worker was quicker. Where too many wait and it would have to
 * wait too, it is taken out again; then, and only then, this gives how many wait.
 * KEYS: the ids that wait in its line, those that run in it, those that wait in each of the other lines.
 * ARGV: root, results, stream, line, task, process, runs of the line at a time, tasks of a run, tasks that may wait in all lines.
 */
export const entering = script(`${shared}
local stream, line, task, limit = ARGV[3], ARGV[4], cjson.decode(ARGV[5]), tonumber(ARGV[7])
local index = redis.call('LPOS', KEYS[1], task.id)
local size = redis.call('LLEN', KEYS[1])
if index then
  local all = size
  for other = 3, #KEYS do all = all + redis.call('LLEN', KEYS[other]) end
  if all > tonumber(ARGV[9]) and redis.call('LLEN', KEYS[2]) + size - 1 - index >= limit then
    redis.call('LREM', KEYS[1], 1, task.id)
    return all - 1
  end
end
redis.call('SADD', key('readers', stream), ARGV[6])
if redis.call('EXISTS', key('run', task.id)) == 0 then enter(task, ARGV[5], stream, line) end
if index and redis.call('HEXISTS', key('run', task.id), 'token') == 0 then
  local together = limit * tonumber(ARGV[8])
  place(task.id, stream, {line = line, position = size - 1 - index, size = size, together = together})
end
return false
`)

/**
 * A worker takes a run over, from the line or from a worker that was lost: whoever had it before is heard no more. Gives
 * [how many have started it, how many still wait]; [0] when it has ended or was started together with others.
 * KEYS: the line's waiting ids. ARGV: root, results, stream, line, task, job, token.
 */
export const claiming = script(`${shared}
local stream, line, task, job, token = ARGV[3], ARGV[4], cjson.decode(ARGV[5]), ARGV[6], ARGV[7]
local run = key('run', task.id)
if redis.call('EXISTS', run) == 0 then enter(task, ARGV[5], stream, line) end
local known = redis.call('HMGET', run, 'ended', 'job', 'token', 'starts')
if known[1] or (known[2] and known[2] ~= job) then return {0} end
if known[3] == token then return {tonumber(known[4]), redis.call('LLEN', KEYS[1])} end
local starts = redis.call('HINCRBY', run, 'starts', 1)
redis.call('HSET', run, 'job', job, 'token', token, 'told', 0, 'began', string.format('%.4f', seconds()))
return {starts, redis.call('LLEN', KEYS[1])}
`)

/**
 * Something happened to a run. 0 when it is no longer this worker's; a report sent twice is told once.
 * ARGV: root, results, id, token, number of the report, entry, whether it is the last.
 */
export const reporting = script(`${shared}
local id = ARGV[3]
local known = redis.call('HMGET', key('run', id), 'token', 'told', 'stream')
if known[1] ~= ARGV[4] then return 0 end
if tonumber(known[2]) >= tonumber(ARGV[5]) then return 1 end
redis.call('HSET', key('run', id), 'told', ARGV[5])
report(known[3], ARGV[6])
if ARGV[7] == '1' then finish(id, known[3]) end
return 1
`)

/** A worker gives a run back that it will not end; the start does not count. ARGV: root, results, id, token. */
export const releasing = script(`${shared}
local run = key('run', ARGV[3])
if redis.call('HGET', run, 'token') ~= ARGV[4] then return 0 end
redis.call('HDEL', run, 'token', 'began')
redis.call('HINCRBY', run, 'starts', -1)
return 1
`)

/**
 * Ends a run that has not ended, and tells the workers. Gives its line; nothing when there was nothing to end.
 * ARGV: root, results, id, session, entry.
 */
export const cancelling = script(`${shared}
local id = ARGV[3]
local known = redis.call('HMGET', key('run', id), 'session', 'ended', 'line', 'stream')
if known[1] ~= ARGV[4] or known[2] then return false end
report(known[4], ARGV[5])
finish(id, known[4])
redis.call('PUBLISH', root .. ':cancelled', id)
return known[3]
`)

/**
 * Tells some of those in line where they stand; gives how many wait.
 * KEYS: the line's waiting ids. ARGV: root, results, line, first position, how many, tasks that can start together.
 */
export const placing = script(`${shared}
local line, first, together = ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[6])
if first == 0 then redis.call('DEL', key('telling', line)) end
local size = redis.call('LLEN', KEYS[1])
local waiting = redis.call('LRANGE', KEYS[1], -(first + tonumber(ARGV[5])), -(first + 1))
for index = #waiting, 1, -1 do
  local id = waiting[index]
  local known = redis.call('HMGET', key('run', id), 'stream', 'ended')
  if known[1] and not known[2] then
    place(id, known[1], {line = line, position = first + #waiting - index, size = size, together = together})
  end
end
return size
`)

/** A reader has read a stream to its end. ARGV: root, results, stream, reports it has read. */
export const settling = script(`${shared}
local stream, reports = ARGV[3], tonumber(ARGV[4])
local known = redis.call('HMGET', key('counts', stream), 'reports', 'settled')
if not known[1] or reports > tonumber(known[1]) or reports <= tonumber(known[2] or 0) then return 0 end
redis.call('HSET', key('counts', stream), 'settled', reports)
append(stream, ARGV[4])
keep(stream)
return 1
`)

/** A process follows a stream. ARGV: root, results, stream, process. */
export const attending = script(`${shared}
local readers = key('readers', ARGV[3])
redis.call('SADD', readers, ARGV[4])
if redis.call('PTTL', readers) < 0 then redis.call('PEXPIRE', readers, results) end
return 1
`)
