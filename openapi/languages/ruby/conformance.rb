# frozen_string_literal: true

# Runs the signing vectors, the notifications and the scenarios, and prints one JSON object per line.

require_relative 'example_notification'

def read_json(variable)
  JSON.parse(File.read(ENV.fetch(variable), encoding: 'UTF-8'))
end

# Calls of the scenarios' operations, which return an envelope.
OPERATIONS = {
  'createAuthorization' => lambda do |secret_key, request|
    model = BinancePay::CreateAuthorizationRequest.build_from_hash(request)
    authorization_api(secret_key).create_authorization(model)
  end,
  'queryScopes' => ->(secret_key, request) { authorization_api(secret_key).query_scopes(request) },
  'queryAuthorizations' => lambda do |secret_key, request|
    model = BinancePay::QueryAuthorizationsRequest.build_from_hash(request)
    authorization_api(secret_key).query_authorizations(model)
  end,
  'queryCertificates' => ->(secret_key, request) { certificate_api(secret_key).query_certificates(request) },
  'requestWithoutBody' => ->(secret_key, _) { without_body(secret_key) }
}.freeze

def without_body(secret_key)
  connection = Faraday.new(ENV.fetch('BINANCE_PAY_BASE_URL')) do |c|
    c.use(BinancePaySigning, ENV.fetch('BINANCE_PAY_API_KEY'), -> { secret_key })
    c.adapter Faraday.default_adapter
  end
  response = connection.post('/binancepay/openapi/certificates', nil, 'Content-Type' => 'application/json')
  BinancePay::ErrorResponse.build_from_hash(JSON.parse(response.body))
end

def run(scenario)
  operation = OPERATIONS[scenario['operation']]
  return { outcome: 'missing' } unless operation

  secret_key = scenario['secretKey'] || ENV.fetch('BINANCE_PAY_SECRET_KEY')
  data = data { operation.call(secret_key, scenario['request']) }
  { outcome: 'success', data: data.is_a?(Array) ? data.map(&:to_hash) : data.to_hash }
rescue Rejection => e
  { outcome: 'rejected', code: e.code, message: e.message }
rescue StandardError => e
  { outcome: 'failed', message: "#{e.class}: #{e.message}" }
end

# Format of the vector's event.
def received(vector, keys)
  body = vector['bodyBase64'].unpack1('m0')
  notification = BinancePayNotification.verify(vector['headers'], body, keys, vector['now'])
  event = camel_case(notification)
  if notification.authorization
    event['authorization'] = camel_case(notification.authorization)
    # The generated model keeps all digits, too.
    model = BinancePay::AuthorizationNotification.build_from_hash(JSON.parse(body))
    event['bizId'] = model.biz_id if body.include?('bizIdStr')
  end
  event
rescue BinancePayNotification::Invalid
  nil
end

def camel_case(struct)
  struct.to_h.transform_keys { |name| name.to_s.gsub(/_(.)/) { Regexp.last_match(1).upcase } }
end

vectors = read_json('VECTORS')['vectors']
wrong = vectors.reject do |vector|
  body = vector['bodyBase64'].unpack1('m0')
  vector['signature'] == BinancePaySigning.sign(vector['secretKey'], vector['timestamp'], vector['nonce'], body)
end
puts JSON.generate(vectors: vectors.size, wrong: wrong.map { |vector| vector['name'] })

document = read_json('NOTIFICATION_VECTORS')
keys = document['keys'].select { |key| key['published'] }.to_h { |key| key.values_at('certSerial', 'certPublic') }
wrong = document['vectors'].reject { |vector| received(vector, keys.method(:[])) == vector['event'] }
puts JSON.generate(notifications: document['vectors'].size, wrong: wrong.map { |vector| vector['name'] })

read_json('SCENARIOS').each { |scenario| puts JSON.generate({ scenario: scenario['name'] }.merge(run(scenario))) }
