# frozen_string_literal: true

require 'json'
require 'openssl'

# Verifies a notification, and reads it.
module BinancePayNotification
  # Not documented; what careful receivers use.
  WINDOW_MS = 600_000

  # It does not come from the provider, or cannot be read: do nothing, and do not respond with SUCCESS.
  class Invalid < StandardError; end

  # data is as sent, which may be JSON with a token in it; nil if it was not a string. authorization is there for the
  # biz_type TECH_PROVIDER.
  Notification = Struct.new(:biz_type, :biz_id, :biz_status, :data, :authorization, keyword_init: true) do
    def inspect
      "#<Notification #{biz_type} #{biz_id} #{biz_status}>"
    end
    alias_method :to_s, :inspect
  end

  # The token is a secret. It is there after a rejection too, and proves no consent.
  AuthorizationEvent = Struct.new(
    :authorization_id, :authorization_token, :merchant_id, :merchant_name, :scopes, keyword_init: true
  ) do
    def inspect
      "#<AuthorizationEvent #{authorization_id} #{merchant_id}>"
    end
    alias_method :to_s, :inspect
  end

  module_function

  # Returns the notification if everything is right, else raises Invalid. headers: names in any case. body: the bytes as
  # they came, before any framework has parsed them. public_key: returns the PEM text of a serial in upper case, nil for
  # one that the provider does not list.
  def verify(headers, body, public_key, now_ms = Process.clock_gettime(Process::CLOCK_REALTIME, :millisecond))
    sent = headers.transform_keys(&:downcase)
    timestamp, nonce, serial, signature = %w[timestamp nonce certificate-sn signature].map do |name|
      sent["binancepay-#{name}"] || raise(Invalid, "no header binancepay-#{name}")
    end
    unless timestamp.match?(/\A[0-9]{1,18}\z/) && (now_ms - timestamp.to_i).abs <= WINDOW_MS
      raise Invalid, 'timestamp outside of the window'
    end
    pem = public_key.call(serial.upcase) || raise(Invalid, 'unknown certificate serial')
    # The last line feed counts.
    payload = "#{timestamp}\n#{nonce}\n".b + body.b + "\n"
    raise Invalid, 'wrong signature' unless signed?(pem, payload, signature)

    # Nothing of the body was looked at before this line.
    read(parse(body))
  rescue JSON::ParserError, TypeError
    # Without the cause, which may quote the token.
    raise Invalid, 'signed, but not readable as a notification', cause: nil
  end

  def signed?(pem, payload, signature)
    # White space in the signature does not count.
    OpenSSL::PKey::RSA.new(pem).verify('SHA256', signature.gsub(/\s/, '').unpack1('m0'), payload)
  rescue ArgumentError, OpenSSL::PKey::PKeyError
    false
  end

  def read(event)
    data = event['data'].is_a?(String) ? event['data'] : nil
    Notification.new(
      biz_type: text(event['bizType']), biz_id: id(event['bizId']), biz_status: text(event['bizStatus']), data: data,
      # A string that holds JSON.
      authorization: event['bizType'] == 'TECH_PROVIDER' ? authorization(parse(data)) : nil
    )
  end

  def authorization(data)
    AuthorizationEvent.new(
      authorization_id: text(data['authorizationId']), authorization_token: text(data['authorizationToken']),
      merchant_id: id(data['merchantId']), merchant_name: text(data['merchantName']), scopes: data['scopes']
    )
  end

  def parse(json)
    utf8 = String.new(json, encoding: Encoding::UTF_8)
    raise TypeError unless utf8.valid_encoding?

    object = JSON.parse(utf8)
    object.is_a?(Hash) ? object : raise(TypeError)
  end

  # Ruby's integers have as many digits as it takes.
  def id(value)
    value.is_a?(Integer) ? value.to_s : text(value)
  end

  def text(value)
    value.is_a?(String) ? value : raise(TypeError)
  end
  private_class_method :signed?, :read, :authorization, :parse, :id, :text
end
