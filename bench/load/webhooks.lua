-- wrk's load of webhooks: wrk … -s webhooks.lua URL -- BODIES RUN
--   BODIES  a file of signed bodies, a line each: shop TAB base64 HMAC-SHA256 TAB body
--   RUN     begins every webhook's id, so that no two runs share one
-- Each request is a body of the file in turn, under an id of its own. The last line on stdout is what came of it, as
-- JSON. Times are wrk's: from when a request is sent, in microseconds.

local threads = 0

function setup(thread)
  thread:set("thread_number", threads)
  threads = threads + 1
end

function init(args)
  local bodies, run = args[1], args[2]
  assert(bodies and run, "webhooks.lua: give the file of bodies and the run's name after --")
  heads, tails = {}, {}
  for line in assert(io.open(bodies)):lines() do
    local shop, hmac, body = line:match("^([^\t]+)\t([^\t]+)\t(.+)$")
    assert(body, "webhooks.lua: not a signed body, line " .. #heads + 1)
    heads[#heads + 1] = head(shop, hmac, body, run)
    tails[#tails + 1] = "\r\n\r\n" .. body
  end
  assert(#heads > 0, "webhooks.lua: no bodies in " .. bodies)
  sent = 0
  -- Threads begin at different bodies.
  turn = thread_number * 7919 % #heads
end

-- All that stays the same comes before the id and after it.
function head(shop, hmac, body, run)
  return table.concat({
    "POST " .. wrk.path .. " HTTP/1.1",
    "Host: " .. wrk.headers["Host"],
    "Content-Type: application/json",
    "Content-Length: " .. #body,
    "X-Shopify-Topic: orders/create",
    "X-Shopify-Shop-Domain: " .. shop,
    "X-Shopify-Hmac-Sha256: " .. hmac,
    "X-Shopify-API-Version: 2026-10",
    "X-Shopify-Triggered-At: " .. os.date("!%Y-%m-%dT%H:%M:%S.000Z"),
    "X-Shopify-Webhook-Id: " .. run .. "-" .. thread_number .. "-",
  }, "\r\n")
end

function request()
  sent = sent + 1
  turn = turn % #heads + 1
  return heads[turn] .. sent .. tails[turn]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '{"requests":%d,"duration_us":%d,"errors_status":%d,"errors_socket":%d,"bytes":%d,'
      .. '"p50_us":%d,"p90_us":%d,"p99_us":%d,"p999_us":%d,"max_us":%d}\n',
    summary.requests, summary.duration, errors.status,
    errors.connect + errors.read + errors.write + errors.timeout, summary.bytes,
    latency:percentile(50), latency:percentile(90), latency:percentile(99), latency:percentile(99.9), latency.max))
end
