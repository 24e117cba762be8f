# frozen_string_literal: true

require 'binance_pay'
require_relative 'binance_pay_signing'

# A failure. The code is nil without the provider's envelope.
class Rejection < StandardError
  attr_reader :code

  def initialize(code, message)
    super(message)
    @code = code
  end
end

def authorization_api(secret_key)
  BinancePay::AuthorizationApi.new(api_client(secret_key))
end

def certificate_api(secret_key)
  BinancePay::CertificateApi.new(api_client(secret_key))
end

def api_client(secret_key)
  config = BinancePay::Configuration.new do |c|
    base_url = ENV.fetch('BINANCE_PAY_BASE_URL')
    # host= drops the scheme, so set both.
    c.scheme = base_url[/\A\w+/]
    c.host = base_url
    c.use(BinancePaySigning, ENV.fetch('BINANCE_PAY_API_KEY'), -> { secret_key })
  end
  BinancePay::ApiClient.new(config)
end

def create_authorization(api, request)
  data { api.create_authorization(request) }
end

# Makes a call and returns the data of its envelope.
def data
  response = yield
  # The envelope decides, not the HTTP status.
  return response.data if response.status == 'SUCCESS' && response.code == '000000'

  raise Rejection.new(response.code, response.error_message || response.msg || response.error_data)
rescue BinancePay::ApiError => e
  # Without a body the connection failed: the outcome is unknown.
  raise if e.response_body.nil?

  raise rejection(e)
end

# The client does not parse the body of a failure. The model's setters would reject undocumented values, so it is not
# used here.
def rejection(error)
  envelope = JSON.parse(error.response_body)
  Rejection.new(envelope['code'], envelope.values_at('errorMessage', 'msg', 'errorData').compact.first)
rescue JSON::ParserError
  Rejection.new(nil, error.message)
end

if $PROGRAM_NAME == __FILE__
  begin
    request = BinancePay::CreateAuthorizationRequest.new(
      merchant_id: 'merchant1',
      scopes: %w[CONVERT CHECKOUT],
      ip_whitelist: %w[192.168.1.1 192.168.1.2]
    )
    authorization = create_authorization(authorization_api(ENV.fetch('BINANCE_PAY_SECRET_KEY')), request)
    puts "Redirect the merchant to #{authorization.redirect_url}"
  rescue Rejection => e
    puts "Rejected, code #{e.code || 'none'}: #{e.message}"
  end
end
