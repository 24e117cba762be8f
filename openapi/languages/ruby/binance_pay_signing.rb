# frozen_string_literal: true

require 'faraday'
require 'openssl'
require 'securerandom'

# Signs Binance Pay requests: config.use(BinancePaySigning, api_key, -> { secret_key }). The generated client adds
# it right before the adapter, where the body is final. The secret key is a lambda, since Ruby prints the arguments of a
# middleware when it inspects the client, also in some error messages.
class BinancePaySigning < Faraday::Middleware
  # Upper-case hex of HMAC-SHA512 over timestamp LF nonce LF body LF; the empty last element gives the final line feed.
  def self.sign(secret_key, timestamp, nonce, body)
    OpenSSL::HMAC.hexdigest('SHA512', secret_key, [timestamp, nonce, body.b, ''].join("\n")).upcase
  end

  def initialize(app, api_key, secret_key)
    super(app)
    @api_key = api_key
    @secret_key = secret_key
  end

  def call(env)
    timestamp = Process.clock_gettime(Process::CLOCK_REALTIME, :millisecond).to_s
    # 32 letters: hex with its digits replaced by letters.
    nonce = SecureRandom.hex(16).tr('0-9', 'g-p')
    env.request_headers.update(
      'BinancePay-Timestamp' => timestamp,
      'BinancePay-Nonce' => nonce,
      'BinancePay-Certificate-SN' => @api_key,
      'BinancePay-Signature' => self.class.sign(@secret_key.call, timestamp, nonce, env.body.to_s)
    )
    @app.call(env)
  end
end
