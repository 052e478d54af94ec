/** What is loaded together when a page has anything of a chat. */
export { ChatPage } from './chat-page.tsx'
export { ChatbotOutput } from './chatbot.tsx'
export { MultimodalTextbox } from './multimodal-textbox.tsx'
