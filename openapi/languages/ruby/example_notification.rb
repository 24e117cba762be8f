# frozen_string_literal: true

require_relative 'binance_pay_notification'
require_relative 'example'

# Keeps the keys for an hour. For a serial that it does not know it asks again, at most once a minute.
class PublicKeys
  def initialize(api)
    @api = api
    @lock = Mutex.new
    @keys = {}
    @asked = -Float::INFINITY
  end

  def call(serial)
    @lock.synchronize do
      now = Process.clock_gettime(Process::CLOCK_MONOTONIC)
      if now - @asked > 3600 || !@keys.key?(serial) && now - @asked > 60
        @asked = now
        @keys = data { @api.query_certificates({}) }.to_h { |each| [each.cert_serial.upcase, each.cert_public] }
      end
      @keys[serial]
    end
  end
end

# What a Rack application does with the POST to its webhook. Whatever is not 200 is sent again.
class Webhook
  def initialize(public_keys)
    @public_keys = public_keys
  end

  def call(env)
    headers = env.select { |name, _| name.start_with?('HTTP_') }
    headers.transform_keys! { |name| name.delete_prefix('HTTP_').tr('_', '-') }
    # The raw bytes, a mebibyte at most.
    notification = BinancePayNotification.verify(headers, env['rack.input'].read(1 << 20).to_s, @public_keys)
    if notification.authorization && notification.biz_status == 'SUBMIT_AUTH_AGREE'
      # The same event may come again: what is done here must not matter twice.
      puts "Agreed: #{notification.authorization.authorization_id}"
    end
    [200, { 'content-type' => 'application/json' }, ['{"returnCode":"SUCCESS","returnMessage":null}']]
  rescue BinancePayNotification::Invalid
    [400, {}, []]
  end
end

if $PROGRAM_NAME == __FILE__
  public_keys = PublicKeys.new(certificate_api(ENV.fetch('BINANCE_PAY_SECRET_KEY')))
  p Webhook.new(public_keys).call('rack.input' => StringIO.new('{}'))
end
