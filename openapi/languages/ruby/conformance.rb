# frozen_string_literal: true

# Runs the signing vectors and the scenarios, and prints one JSON object a line.

require_relative 'example'

def read_json(variable)
  JSON.parse(File.read(ENV.fetch(variable), encoding: 'UTF-8'))
end

# A call of each operation that the scenarios name.
OPERATIONS = {
  'createAuthorization' => lambda do |api, request|
    create_authorization(api, BinancePay::CreateAuthorizationRequest.build_from_hash(request))
  end
}.freeze

def run(scenario)
  operation = OPERATIONS[scenario['operation']]
  return { outcome: 'missing' } unless operation

  api = authorization_api(scenario['secretKey'] || ENV.fetch('BINANCE_PAY_SECRET_KEY'))
  { outcome: 'success', data: operation.call(api, scenario['request']).to_hash }
rescue Rejection => e
  { outcome: 'rejected', code: e.code, message: e.message }
rescue StandardError => e
  { outcome: 'failed', message: "#{e.class}: #{e.message}" }
end

vectors = read_json('VECTORS')['vectors']
wrong = vectors.reject do |vector|
  body = vector['bodyBase64'].unpack1('m0')
  vector['signature'] == BinancePaySigning.sign(vector['secretKey'], vector['timestamp'], vector['nonce'], body)
end
puts JSON.generate(vectors: vectors.size, wrong: wrong.map { |vector| vector['name'] })

read_json('SCENARIOS').each { |scenario| puts JSON.generate({ scenario: scenario['name'] }.merge(run(scenario))) }
